"""A body taken apart: the same events wherever its pieces end, and what each of them says."""

from __future__ import annotations

import json
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.streaming.reply import Ending, Reception
from jupyterlab_ai_stream_toggle.wire.events import Event, Frames, Lines, Splitter
from jupyterlab_ai_stream_toggle.wire.marks import note
from jupyterlab_ai_stream_toggle.wire.whole import JsonReader

LINES = st.lists(
    st.sampled_from(
        [b"data: a", b"data:b", b"data: \xc3\xa4", b": ping", b"event: x", b"id: 1", b"", b"{}"]
    ),
    max_size=8,
)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])


def events(splitter: Splitter, body: bytes, borders: list[int]) -> list[Event]:
    places = sorted({0, len(body), *(border % (len(body) + 1) for border in borders)})
    found = [each for begin, end in pairwise(places) for each in splitter.split(body[begin:end])]
    rest = splitter.rest()
    return [*found, rest] if rest else found


@given(lines=LINES, end=ENDS, bom=st.booleans(), borders=st.lists(st.integers(0, 99)))
def test_events_are_the_same_wherever_pieces_end(
    lines: list[bytes], end: bytes, bom: bool, borders: list[int]
) -> None:
    body = (b"\xef\xbb\xbf" if bom else b"") + b"".join(line + end for line in lines)
    assert events(Lines(), body, borders) == events(Lines(), b"\n".join([*lines, b""]), [])


def frame(kind: bytes, payload: bytes) -> bytes:
    headers = b"\x0b:event-type\x07" + struct.pack(">H", len(kind)) + kind
    length = 12 + len(headers) + len(payload) + 4
    return struct.pack(">III", length, len(headers), 0) + headers + payload + b"\0" * 4


@given(borders=st.lists(st.integers(0, 999)))
def test_frames_are_the_same_wherever_pieces_end(borders: list[int]) -> None:
    body = frame(b"contentBlockDelta", b"{}") + frame(b"messageStop", b'{"stopReason": "end_turn"}')
    expected = [
        Event(b"contentBlockDelta", b"{}"),
        Event(b"messageStop", b'{"stopReason": "end_turn"}'),
    ]
    assert events(Frames(), body, borders) == expected
    cut = events(Frames(), body[:-1], borders)
    assert cut[0] == expected[0]
    assert len(cut) == 2, "what is left is told"


@given(
    values=st.lists(
        st.recursive(st.dictionaries(st.text(), st.text() | st.integers()), st.lists),
        max_size=5,
    ),
    indent=st.sampled_from([None, 1]),
    borders=st.lists(st.integers(0, 999)),
)
def test_json_is_the_same_wherever_pieces_end(
    values: list[object], indent: int | None, borders: list[int]
) -> None:
    body = "\n".join(json.dumps(each, indent=indent, ensure_ascii=False) for each in values).encode(
        "utf-8", "surrogatepass"
    )
    places = sorted({0, len(body), *(border % (len(body) + 1) for border in borders)})
    reader = JsonReader()
    found = [each for begin, end in pairwise(places) for each in reader.read(body[begin:end])]
    found += reader.read(b"", last=True)
    assert found == values
    assert not reader.unread


MARKS = {
    "openai": {"choices": [{"delta": {}, "finish_reason": "stop"}]},
    "usage at the end": {"choices": [], "usage": {"total_tokens": 3}},
    "anthropic": {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
    "anthropic, last": {"type": "message_stop"},
    "gemini": {"candidates": [{"content": {}, "finishReason": "STOP"}]},
    "ollama": {"message": {"content": ""}, "done": True},
    "cohere 1": {"is_finished": True, "event_type": "stream-end"},
    "cohere 2": {"type": "message-end", "delta": {"finish_reason": "COMPLETE"}},
    "watsonx": {"results": [{"generated_text": "", "stop_reason": "eos_token"}]},
    "responses": {"type": "response.completed", "response": {"status": "completed"}},
}

NO_MARKS = {
    "text": {"choices": [{"delta": {"content": '"finish_reason":"stop" [DONE] "done": true'}}]},
    "not yet": {"choices": [{"delta": {"content": "a"}, "finish_reason": None}]},
    "empty": {"choices": [{"delta": {"content": "a"}, "finish_reason": ""}]},
    "watsonx": {"results": [{"generated_text": "a", "stop_reason": "not_finished"}]},
    "arguments": {"candidates": [{"content": {"parts": [{"functionCall": {"done": True}}]}}]},
    "usage on the way": {"choices": [{"delta": {"content": "a"}}], "usage": {"total_tokens": 3}},
    "the filter of Azure": {"choices": [], "prompt_filter_results": [], "usage": None},
}


@pytest.mark.parametrize("event", MARKS.values(), ids=MARKS)
def test_the_mark_of_the_end(event: dict[str, object]) -> None:
    for data in (json.dumps(event), json.dumps(event, separators=(",", ":"))):
        seen = Reception()
        note(Event(b"", data.encode()), seen)
        assert seen.ending is Ending.MARKED


@pytest.mark.parametrize("event", NO_MARKS.values(), ids=NO_MARKS)
def test_what_marks_nothing(event: dict[str, object]) -> None:
    for data in (json.dumps(event), json.dumps(event, separators=(",", ":"))):
        seen = Reception()
        note(Event(b"", data.encode()), seen)
        assert seen == Reception()


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ({"error": {"message": "no"}}, b""),
        ({"type": "error", "error": {"type": "overloaded_error"}}, b"error"),
        ({"message": "no"}, b"error"),
        ({"type": "response.failed", "response": {"error": {"code": "x"}}}, b""),
        ({"choices": [{"delta": {}, "error": {"code": 502}, "finish_reason": "error"}]}, b""),
    ],
)
def test_an_error_is_noted(event: dict[str, object], name: bytes) -> None:
    seen = Reception()
    note(Event(name, json.dumps(event).encode()), seen)
    assert seen.error
