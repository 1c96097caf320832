"""What the body of an answer holds, as far as the check wants to know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..diagnosis.evidence import is_page


@dataclass(frozen=True)
class Reading:
    """One body."""

    events: int | None = None
    """Events with data, `[DONE]` not counted; None for what is no event stream."""
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


def read(text: str) -> Reading:
    """Read the body of a chat completion, streamed or whole."""
    if is_page(text):
        return Reading(page=True)
    body = _json(text)
    if isinstance(body, dict):
        choices = body.get("choices") or []
        return Reading(
            answered=any(_says(choice, "message") for choice in _objects(choices)),
            finished=bool(choices),
            usage=bool(body.get("usage")),
            error=None if choices else body,
        )
    return _stream(list(_payloads(text)))


def _stream(payloads: list[str]) -> Reading:
    events = [event for each in payloads if isinstance(event := _json(each), dict)]
    choices = [choice for event in events for choice in _objects(event.get("choices") or [])]
    return Reading(
        events=len(events) if payloads else None,
        answered=any(_says(choice, "delta") for choice in choices),
        finished="[DONE]" in payloads or any(each.get("finish_reason") for each in choices),
        usage=any(event.get("usage") for event in events),
        error=next((event for event in events if event.get("error")), None),
    )


def _payloads(text: str) -> Iterator[str]:
    """The data of server-sent events; those of OpenAI are a line each."""
    for line in text.splitlines():
        if line.startswith("data:"):
            yield line[len("data:") :].strip()


def _says(choice: dict[str, Any], name: str) -> bool:
    said = choice.get(name)
    if not isinstance(said, dict):
        return bool(choice.get("text"))
    return any(
        said.get(each)
        for each in ("content", "reasoning_content", "reasoning", "tool_calls", "refusal")
    )


def _objects(values: Any) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
