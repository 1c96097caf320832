"""Streams put together by hand: examples that were found once."""

from __future__ import annotations

from typing import Any

from tests.support.raw_server import Answer

from .chunks import Manner, choice, chunk, worded
from .ends import aftermath
from .notation import Notation
from .stream import USAGE, Said, Stream, plain_answer


def event(delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
    """One event."""
    made = choice(Manner(nulls=False), delta, reason)
    return Notation().write(worded(Manner(), chunk(Manner(), [made], **more)), 0)


def usage_event() -> bytes:
    """The usage at the end."""
    return Notation().write(worded(Manner(), chunk(Manner(), [], usage=USAGE)), 0)


def long_event() -> bytes:
    """What Azure's filter has to say of the answer, after it."""
    return Notation().write(worded(Manner(), aftermath(Manner(), "filter")), 0)


def stream_of(text: str, *pieces: bytes, kind: str = "found", **answer: Any) -> Stream:
    """A stream that says this text."""
    said = Said(text)
    return Stream(kind, said, Answer(pieces, **answer), plain_answer(said))
