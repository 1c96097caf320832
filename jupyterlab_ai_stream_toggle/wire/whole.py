"""JSON that came in place of events, as the events it should have been.

Only for requests of OpenAI's chat completions and completions: there both forms are known, and an
event made of the other form says the same.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from .marks import error_in

DONE = b"data: [DONE]\n\n"
_DECODER = json.JSONDecoder()
_BETWEEN = "\ufeff \t\r\n,"
"""What may stand between values."""
_PREFIX, _END = "data:", "[DONE]"
"""Of an event, which some lines may be for all that."""


class JsonReader:
    """Takes a body of JSON values apart as it comes: one for all, one a line, or in a list."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self.done = False
        """Whether a line said that the stream is done, as an event would."""

    def read(self, data: bytes, *, last: bool = False) -> list[Any]:
        """The values that are complete with this piece."""
        piece = self._decoder.decode(data, last)
        self._text += piece
        # A value is complete with its last bracket, or its line: it need not be tried before.
        if not last and "\n" not in piece and not piece.rstrip().endswith(("}", "]", ",")):
            return []
        found = []
        while text := self._text.lstrip(_BETWEEN):
            if text.startswith(_PREFIX):
                self._text = text[len(_PREFIX) :]
                continue
            if text.startswith(_END):
                self.done = True
                self._text = text[len(_END) :]
                continue
            try:
                value, end = _DECODER.raw_decode(text)
            except (ValueError, RecursionError):
                break
            found.append(value)
            self._text = text[end:]
        return found

    @property
    def unread(self) -> bool:
        """Whether something is left that is no complete value."""
        return bool(self._text.strip(_BETWEEN))


def events_of(value: Any) -> Iterator[dict[str, Any]]:
    """The events that say what a JSON value says; none for what says nothing."""
    if isinstance(value, list):
        for each in value:
            yield from events_of(each)
    elif isinstance(value, dict):
        if value.get("choices"):
            yield from chunks_of(value) if is_whole(value) else [value]
        elif value.get("usage") and "choices" in value:
            yield value
        elif error := _error(value):
            # As an event it is raised by the client library, with all of its body.
            yield {"error": error}


def is_whole(value: Any) -> bool:
    """Whether it is a whole chat completion, as it comes without streaming."""
    choices = value.get("choices") if isinstance(value, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, dict) and "message" in first and not first.get("delta")


def holds_answer(value: Any) -> bool:
    """Whether it holds a whole answer, by itself or in a list."""
    if isinstance(value, list):
        return any(map(holds_answer, value))
    return is_whole(value) or (
        isinstance(value, dict)
        and bool(value.get("choices"))
        and value.get("object") == "text_completion"
    )


def event(data: dict[str, Any]) -> bytes:
    """A server-sent event."""
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def chunks_of(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """A whole answer as the chunks that a stream would have had: the answer, and its end."""
    shared = {
        "id": whole.get("id") or "",
        "object": "chat.completion.chunk",
        "created": whole.get("created") or 0,
        "model": whole.get("model") or "",
    }
    for name in ("system_fingerprint", "service_tier"):
        if whole.get(name):
            shared[name] = whole[name]
    choices = [each for each in whole["choices"] if isinstance(each, dict)]
    said = [
        {
            **_without(choice, "message", "delta", "finish_reason"),
            "delta": _delta(choice.get("message") or {}),
        }
        for choice in choices
    ]
    ends = [
        {
            "index": choice.get("index", 0),
            "delta": {},
            "finish_reason": choice.get("finish_reason") or "stop",
        }
        for choice in choices
    ]
    chunks = [{**shared, "choices": said}, {**shared, "choices": ends}]
    if whole.get("usage"):
        # As `stream_options.include_usage` has it: last, on a chunk without choices.
        chunks.append({**shared, "choices": [], "usage": whole["usage"]})
    return chunks


def _delta(message: dict[str, Any]) -> dict[str, Any]:
    """A message as a delta: the calls of tools have an index there."""
    delta = {name: value for name, value in message.items() if value is not None}
    if calls := delta.get("tool_calls"):
        delta["tool_calls"] = [{"index": index, **call} for index, call in enumerate(calls)]
    return delta


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _error(data: dict[str, Any]) -> object:
    """The error that a body without choices stands for."""
    if error := error_in(data):
        return error
    return data if any(data.get(name) for name in ("detail", "message")) else None
