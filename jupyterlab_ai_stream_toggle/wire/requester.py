"""Whose request is being made: known where it is decided, needed where it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from ..diagnosis.exchange import Exchange
from ..streaming.reply import Reception
from ..target import Target
from .silence import Silence


class Call(NamedTuple):
    """A model request that is being made."""

    target: Target | None
    """Who is asked; None where it was not decided by us."""
    exchange: Exchange | None = None
    """Where is noted what goes over the wire; None where nobody wants to know."""
    reception: Reception | None = None
    """Where is noted what comes in answer to a request for a stream, which is followed for it."""
    blocking: bool = False
    """Whether the model asks with a client that is not awaited. Such requests count then alone:
    client libraries look something up in that way while they prepare one that is awaited."""
    silence: Silence | None = None
    """The limit to its silence, where nobody could break it off; for those that block."""


calling: ContextVar[Call | None] = ContextVar("ai_stream_toggle_call", default=None)
"""The model request that is being made, in this task; None at all other times."""


@contextmanager
def making(call: Call) -> Iterator[None]:
    """While the request is made."""
    calling.set(call)
    try:
        yield
    finally:
        made()


def made() -> None:
    """The request was made: what is sent from now on is somebody else's.

    Not reset by a token: generators are closed in other contexts than they began in.
    """
    calling.set(None)
