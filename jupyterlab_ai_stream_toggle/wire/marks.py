"""What one event says of the answer as a whole: that it is complete, why, or what went wrong.

Every provider has its own way to mark the end. They are told by the names of fields, which no two
of them use for different things; in a text such names have escaped quotes and are not found.

Sources: the API references of OpenAI (chat completions, completions, responses), Anthropic
(`message_stop`), Google (`finishReason`, `promptFeedback.blockReason`), Ollama (`done`), Cohere
(`is_finished`, `message-end`), IBM watsonx (`stop_reason`, which is `not_finished` until then) and
Amazon Bedrock (`messageStop`, `stopReason`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..streaming.reply import Ending, Reception
from .events import Event

_TELLING = tuple(
    (letters, re.compile(pattern))
    for letters, pattern in (
        (b'eason"', rb'eason"\s*:\s*"[^"]'),  # finish_reason, stopReason and the like
        (b'"done"', rb'"done"\s*:\s*true'),
        (b'"is_finished"', rb'"is_finished"\s*:\s*true'),
        (b'"error', rb'"errors?"\s*:\s*[^\sn]'),
        (b'"usage"', rb'"usage"\s*:\s*\{'),
        (b'"refusal"', rb'"refusal"\s*:\s*"[^"]'),
        (b'"reasoning', rb'"reasoning(?:_content)?"\s*:\s*"[^"]'),
        (b'"error"', rb'"object"\s*:\s*"error"'),  # vLLM's, with nothing around it
        (b'type"', rb'type"\s*:\s*"(?:error|message_stop|message-end|stream-end)"'),
        (
            b'"response.',
            rb'"type"\s*:\s*"response\.(?:completed|incomplete|failed|refusal\.delta)"',
        ),
    )
)
"""A cheap look: what is not like this says nothing of the kind. Each with letters that it holds:
to look for these alone costs a fifth of trying the pattern, with every chunk."""

_REASONS = (
    "finish_reason",
    "finishReason",
    "stop_reason",
    "stopReason",
    "done_reason",
    "completionReason",
    "blockReason",
)
_NO_REASONS = {"", "null", "none", "not_finished", "finish_reason_unspecified"}
_ENDS = {
    "message_stop",
    "message-end",
    "messageStop",
    "stream-end",
    "response.completed",
    "response.incomplete",
}
_WITHIN = ("choices", "candidates", "delta", "results", "response", "promptFeedback", "message")
"""Where the fields may be found. Not in what the model says: it may say anything."""
_DEPTH = 4


def says_nothing(events: bytes) -> bool:
    """Whether a piece of a body, of whole events on a line each, clearly says nothing of the kind.

    Most of an answer is such pieces, and need not be taken apart.
    """
    if not events.startswith(b"data:") or b"[DONE]" in events or b"\r" in events:
        return False
    # Counted, for a pattern would take as long as to take them apart.
    of_more_lines = events.count(b"\ndata:") != events.count(b"\n\ndata:")
    return not (of_more_lines or b"\nevent:" in events or _is_telling(events))


def note(event: Event, reception: Reception) -> None:
    """Take in what an event says of the answer."""
    if event.data.startswith(b"[DONE]") or (event.name and event.name.decode("latin-1") in _ENDS):
        reception.ending = Ending.MARKED
    if event.name == b"error" or _is_telling(event.data):
        try:
            value = json.loads(event.data)
        except (ValueError, RecursionError):
            return
        note_value(value, reception, named_error=event.name == b"error")


def _is_telling(data: bytes) -> bool:
    for letters, pattern in _TELLING:  # noqa: SIM110  # `any` makes a generator, for every chunk
        if letters in data and pattern.search(data):
            return True
    return False


def note_value(value: Any, reception: Reception, *, named_error: bool = False) -> None:
    """Take in what the JSON value of an event, or of a whole body, says of the answer."""
    if named_error and reception.error is None:
        reception.error = value
    for each in _objects(value):
        _note_object(each, reception)


def _note_object(value: dict[str, Any], reception: Reception) -> None:
    reason = next((found for name in _REASONS if (found := _reason(value.get(name)))), None)
    if reason:
        reception.reason = reason
        reception.ending = Ending.MARKED
    kind = value.get("type") or value.get("event_type")
    if value.get("done") is True or value.get("is_finished") is True or kind in _ENDS:
        reception.ending = Ending.MARKED
    if value.get("choices") == [] and value.get("usage"):
        reception.ending = Ending.MARKED  # as `stream_options.include_usage` has it: at the end
    if error := error_in(value):
        reception.error = reception.error or error
    refusal = value.get("delta" if kind == "response.refusal.delta" else "refusal")
    if isinstance(refusal, str):
        reception.refusal += refusal
    reasoning = value.get("reasoning_content") or value.get("reasoning")
    if isinstance(reasoning, str):
        reception.reasoning += reasoning


def error_in(value: dict[str, Any]) -> object:
    """The error that an event or a body reports; None where it reports none."""
    error = value.get("error") or value.get("errors")
    if not error and "error" in (value.get("type"), value.get("object")):
        error = value
    if not error and value.get("type") == "response.failed":
        error = value.get("response") or value
    return error or None


def _reason(value: object) -> str | None:
    if isinstance(value, str) and value.strip().lower() not in _NO_REASONS:
        return value
    return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects in which such fields may be found."""
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth)
    elif isinstance(value, dict) and depth < _DEPTH:
        yield value
        for name in _WITHIN:
            if inner := value.get(name):
                yield from _objects(inner, depth + 1)
