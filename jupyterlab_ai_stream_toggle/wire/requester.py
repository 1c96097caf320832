"""Whose request is being made: known where it is decided, needed where it goes over the wire.

Whatever is begun meanwhile, a timer, a connection or a task of a client library, takes a copy of
the context along, and keeps it for minutes or for good. So the context holds the request by a list
that is empty once it was made: nothing of it is kept by such copies, and nothing that is sent from
within them later passes for the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


_making: ContextVar[list[Call] | None] = ContextVar("ai_stream_toggle_call", default=None)


def calling() -> Call | None:
    """The model request that is being made, in this task; None at all other times."""
    held = _making.get()
    return held[0] if held else None


def make(call: Call) -> Callable[[], None]:
    """From now on the request is being made.

    Returns what is to be called once it was: what is sent after that is somebody else's.
    """
    held = [call]
    _making.set(held)

    def made() -> None:
        held.clear()
        # Not reset by a token: generators are closed in other contexts than they began in.
        if _making.get() is held:
            _making.set(None)

    return made


@contextmanager
def making(call: Call) -> Iterator[None]:
    """While the request is made."""
    made = make(call)
    try:
        yield
    finally:
        made()
