"""What the body of an answer holds, as far as the check wants to know.

It is read with the same eyes as the answers of chats are on their way in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...diagnosis.evidence import is_page
from ...streaming.reply import Ending, Reception
from ...wire.events import Event, Lines
from ...wire.marks import note, note_value
from ...wire.whole import JsonReader, events_of, holds_answer


@dataclass(frozen=True)
class Reading:
    """One body."""

    events: int | None = None
    """Events with data, `[DONE]` not counted; None for what is no event stream."""
    whole: bool = False
    """Whether it is JSON that holds a whole answer."""
    bare: bool = False
    """Whether it is JSON where events were to be: chats are given the events."""
    text: str = ""
    """The text of the answer."""
    answered: bool = False
    """Whether it holds text, reasoning or a tool call."""
    finished: bool = False
    """Whether the answer says that it is complete."""
    usage: bool = False
    """Whether it says what the answer cost, in tokens."""
    page: bool = False
    """A web page."""
    error: Any = None
    """The error that it holds, in an event or as a whole."""


def read(body: str) -> Reading:
    """Read the body of a chat completion, streamed or whole."""
    if is_page(body):
        return Reading(page=True)
    seen = Reception()
    bare = body.lstrip("\ufeff \t\r\n").startswith(("{", "[", '"'))
    if bare:
        values = JsonReader().read(body.encode(), last=True)
        events = [event for value in values for event in events_of(value)]
        for each in events:
            note_value(each, seen)
        whole, streamed = any(map(holds_answer, values)), False
    else:
        payloads = list(_payloads(body))
        for payload in payloads:
            note(payload, seen)
        events = [value for each in payloads if isinstance(value := _json(each.data), dict)]
        whole, streamed = False, bool(payloads)
    choices = [choice for event in events for choice in _objects(event.get("choices") or [])]
    return Reading(
        events=len(events) if streamed or (bare and choices and not whole) else None,
        whole=whole,
        bare=bare,
        text="".join(map(_text, choices)),
        answered=any(map(_says, choices)),
        finished=seen.ending is Ending.MARKED,
        usage=any(event.get("usage") for event in events),
        error=next((event for event in events if event.get("error")), None),
    )


def _payloads(body: str) -> Iterator[Event]:
    lines = Lines()
    yield from lines.split(body.encode())
    rest = lines.rest()
    if rest is not None:
        yield rest


def _says(choice: dict[str, Any]) -> bool:
    said = choice.get("delta")
    if not isinstance(said, dict):
        return bool(choice.get("text"))
    return any(
        said.get(each)
        for each in ("content", "reasoning_content", "reasoning", "tool_calls", "refusal")
    )


def _text(choice: dict[str, Any]) -> str:
    delta = choice.get("delta")
    text = delta.get("content") if isinstance(delta, dict) else choice.get("text")
    return text if isinstance(text, str) else ""


def _objects(values: Any) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
