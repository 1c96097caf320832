"""Whose request is being made: known where it is decided, needed where it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..streaming.reply import Reception
from ..target import Target

asked: ContextVar[Target | None] = ContextVar("ai_stream_toggle_asked", default=None)
"""The target of the model request that is being made, in this task; None at all other times."""

receiving: ContextVar[Reception | None] = ContextVar("ai_stream_toggle_receiving", default=None)
"""Where is noted what comes in answer to that request; None where nobody wants to know."""


def ask(target: Target | None, reception: Reception | None = None) -> None:
    """From now on a request to `target` is made, until `asked_for`."""
    asked.set(target)
    receiving.set(reception)


@contextmanager
def asking(target: Target | None, reception: Reception | None = None) -> Iterator[None]:
    """While a request to `target` is made."""
    ask(target, reception)
    try:
        yield
    finally:
        asked_for()


def asked_for() -> None:
    """The request was made: what is sent from now on is somebody else's.

    Not reset by a token: generators are closed in other contexts than they began in.
    """
    asked.set(None)
    receiving.set(None)
