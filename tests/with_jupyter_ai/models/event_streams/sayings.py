"""What is said: text, reasoning and calls of tools, and the chunks that say it."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from .chunks import FILTERED, Manner, choice, chunk
from .draws import Draw, rarely
from .stream import Call, Said

_WORDS = st.sampled_from(["Hello", " world", ", ", "x = 1", "\n\n", "  ", "```python\n", "."])
_ODD = st.sampled_from(
    [
        "[DONE]",
        "data: ",
        "data: [DONE]\n\n",
        '"finish_reason":"stop"',
        '{"finish_reason": "stop"}',
        '{"error": {"message": "no"}}',
        '"usage":{"total_tokens":1}',
        "<html><body>",
        "event: error\n",
        "\r\n\r\n",
        "\u2028\u2029\x85",
        "é漢字🙂",
        "\\u00e9\\",
        "streaming is not supported",
    ]
)
_PIECE = st.one_of(_WORDS, _WORDS, _ODD, st.text(max_size=8))


@st.composite
def _spoken(draw: Draw) -> list[str]:
    """Text in pieces; some of it is long."""
    pieces = draw(st.lists(_PIECE, min_size=1, max_size=6))
    if rarely(draw, 10):
        pieces.append(draw(_PIECE) + "".join(f"{n} bottles, " for n in range(900)))
    if not "".join(pieces).strip():
        pieces.append("so")
    return pieces


@st.composite
def _calls(draw: Draw) -> list[tuple[Call, list[str]]]:
    """One call or two, each with its arguments in pieces."""
    made = []
    for number in range(draw(st.integers(1, 2))):
        values = {"word": draw(_PIECE), "n": number}
        arguments = json.dumps(values, ensure_ascii=draw(st.booleans()))
        cuts = sorted(draw(st.lists(st.integers(0, len(arguments)), max_size=3)))
        borders = [0, *cuts, len(arguments)]
        pieces = [arguments[a:b] for a, b in pairwise(borders)]
        made.append((Call("look_up", arguments, f"call_{number}"), pieces))
    return made


@st.composite
def sayings(draw: Draw, manner: Manner) -> tuple[Said, list[dict[str, Any]]]:
    """What is said, and the chunks that say it, up to the end of the answer."""
    what = draw(st.sampled_from(["text", "text", "text", "calls", "both", "thought"]))
    text = draw(_spoken()) if what != "calls" else []
    thoughts = draw(_spoken()) if what == "thought" else []
    calls = draw(_calls()) if what in ("calls", "both") else []
    deltas: list[dict[str, Any]] = []
    role = draw(st.sampled_from(["own", "null", "first", "each", "none"]))
    if role in ("own", "null"):
        deltas.append({"role": "assistant", "content": "" if role == "own" else None})
    deltas += [{"reasoning_content": each} for each in thoughts]
    deltas += [{"content": each} for each in text]
    for index, (call, pieces) in enumerate(calls):
        begun = {"id": call.id, "type": "function"}
        deltas.append(
            {
                "tool_calls": [
                    {"index": index, **begun, "function": {"name": call.name, "arguments": ""}}
                ]
            }
        )
        deltas += [
            {"tool_calls": [{"index": index, "function": {"arguments": each}}]} for each in pieces
        ]
    for at in draw(st.lists(st.integers(0, len(deltas)), max_size=2)):
        deltas.insert(at, draw(st.sampled_from([{}, {"content": ""}])))
    if role in ("first", "each") and deltas:
        for delta in deltas if role == "each" else deltas[:1]:
            delta["role"] = "assistant"
    chunks = [chunk(manner, [choice(manner, delta)]) for delta in deltas]
    if rarely(draw, 4):  # Azure begins with what its filter found in the prompt
        found = [{"prompt_index": 0, "content_filter_results": FILTERED}]
        chunks.insert(0, chunk(manner, [], prompt_filter_results=found))
    said = Said("".join(text), "".join(thoughts), tuple(call for call, _ in calls))
    return said, chunks
