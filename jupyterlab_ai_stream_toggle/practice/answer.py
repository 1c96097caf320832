"""What the practice model says: always the same to the same messages, streamed or not.

A prompt (the last user message) may ask for something particular:

=============================  ============================================================
`practice:tool NAME {json}`    call the tool NAME with these arguments, if it is on offer
`practice:reasoning`           think aloud (`reasoning_content`) before answering
`practice:chunks N`            answer with N numbered words, each its own chunk
`practice:wait SECONDS`        stay silent for so long first, however the answer is sent
=============================  ============================================================

A tool turn and the answer after it begin with the same words on purpose: Jupyternaut 3.1 and 3.2
lose such a beginning when a reply arrives as one whole message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

LAST_SENTENCE = "This is the end of the answer."
"""How every ordinary answer ends, so that a test can tell a whole answer from a cut one."""

_BODY = (
    "This answer comes from the practice endpoint, which runs on your own machine. "
    "It has a few sentences, so that a stream of it has something to show. "
    "Streamed or whole, it is the same word for word. "
) + LAST_SENTENCE

_REASONING = "First I read the question. Then I think about streams. "

_QUOTED_LENGTH = 60


@dataclass(frozen=True)
class ToolCall:
    """A tool the model wants run."""

    name: str
    arguments: str
    """As JSON text, which is how the API carries them."""


@dataclass(frozen=True)
class Answer:
    """One reply of the model, in the pieces in which a stream carries it."""

    pieces: tuple[str, ...]
    reasoning: tuple[str, ...] = ()
    tool_call: ToolCall | None = None
    wait: float = 0.0
    """Seconds of silence before the first byte."""

    @property
    def text(self) -> str:
        """The whole text of the reply."""
        return "".join(self.pieces)

    @property
    def finish_reason(self) -> str:
        """Why the model stopped, in the API's words."""
        return "tool_calls" if self.tool_call else "stop"


def answer_to_messages(messages: Sequence[Any], tools: Sequence[Any]) -> Answer:
    """The reply to a chat request's `messages`, given the `tools` on offer."""
    prompt = _last_prompt(messages)
    results = _tool_results(messages)
    if results:
        return _answer(
            prompt, f"The practice endpoint got this from the tool: {results[-1]} " + _BODY
        )
    wanted = _wanted_tool(prompt) if tools else None
    if wanted is None:
        return _answer(prompt, f"You said: “{_shortened(prompt)}”. {_BODY}")
    if wanted.name not in _names(tools):
        return _answer(
            prompt, f"The practice endpoint was offered no tool “{wanted.name}”. {_BODY}"
        )
    return _answer(prompt, f"The practice endpoint calls the tool {wanted.name}.", wanted)


def answer_to_prompt(prompt: str) -> Answer:
    """The reply to the bare `prompt` of a legacy completions request."""
    return _answer(prompt, _BODY)


def _answer(prompt: str, text: str, tool_call: ToolCall | None = None) -> Answer:
    chunks = re.search(r"practice:chunks\s+(\d+)", prompt)
    if chunks and tool_call is None:
        text = " ".join(str(number) for number in range(1, int(chunks[1]) + 1))
    wait = re.search(r"practice:wait\s+(\d+(?:\.\d+)?)", prompt)
    return Answer(
        pieces=_words(text),
        reasoning=_words(_REASONING) if "practice:reasoning" in prompt else (),
        tool_call=tool_call,
        wait=float(wait[1]) if wait else 0.0,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\S+\s*", text))


def _last_prompt(messages: Sequence[Any]) -> str:
    return next((_content(m) for m in reversed(messages) if _role(m) == "user"), "")


def _tool_results(messages: Sequence[Any]) -> list[str]:
    """What tools answered since the user last spoke, oldest first."""
    since = list(takewhile(lambda message: _role(message) != "user", reversed(messages)))
    return [_shortened(_content(m)) for m in reversed(since) if _role(m) == "tool"]


def _wanted_tool(prompt: str) -> ToolCall | None:
    found = re.search(r"practice:tool\s+([\w.-]+)\s*", prompt)
    if not found:
        return None
    try:
        arguments, _ = json.JSONDecoder().raw_decode(prompt, found.end())
    except json.JSONDecodeError:
        arguments = {}
    return ToolCall(found[1], json.dumps(arguments))


def _names(tools: Sequence[Any]) -> set[str]:
    functions = [tool.get("function") for tool in tools if isinstance(tool, Mapping)]
    return {str(function.get("name")) for function in functions if isinstance(function, Mapping)}


def _role(message: Any) -> str:
    return str(message.get("role")) if isinstance(message, Mapping) else ""


def _content(message: Any) -> str:
    content = message.get("content")
    if isinstance(content, list):  # parts: {"type": "text", "text": "…"}
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, Mapping))
    return str(content or "")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_LENGTH else line[: _QUOTED_LENGTH - 1] + "…"
