"""What the body of an answer holds, as far as a check shows it beside others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...diagnosis.evidence import is_page
from ...wire.events import Event, Lines
from ...wire.whole import JsonReader, holds_answer


@dataclass(frozen=True)
class Reading:
    """One body."""

    events: int | None = None
    """Events with data, or values in their place, `[DONE]` not counted; None for what is one whole
    body, or none."""
    whole: bool = False
    """Whether it is one of OpenAI's whole answers."""
    usage: bool = False
    """Whether it says what the answer cost, in tokens, as OpenAI does."""


def read(body: str) -> Reading:
    """Read the body of an answer, whatever its format."""
    if is_page(body):
        return Reading()
    if body.lstrip("\ufeff \t\r\n").startswith(("{", "[", '"')):
        values = [
            each
            for value in JsonReader().read(body.encode(), last=True)
            for each in (value if isinstance(value, list) else [value])
        ]
        whole = any(map(holds_answer, values))
        events = len(values) if len(values) > 1 and not whole else None
    else:
        events_of_body = list(_events(body))
        values = [value for each in events_of_body if (value := _json(each.data)) is not None]
        whole, events = False, len(values) if events_of_body else None
    return Reading(
        events=events,
        whole=whole,
        usage=any(isinstance(each, dict) and each.get("usage") for each in values),
    )


def _events(body: str) -> Iterator[Event]:
    lines = Lines()
    yield from lines.split(body.encode())
    rest = lines.rest()
    if rest is not None:
        yield rest


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
