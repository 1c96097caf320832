"""Whose request is being made: known where it is decided, needed where it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..target import Target

asked: ContextVar[Target | None] = ContextVar("ai_stream_toggle_asked", default=None)
"""The target of the model request that is being made, in this task; None at all other times."""


@contextmanager
def asking(target: Target | None) -> Iterator[None]:
    """While a request to `target` is made."""
    asked.set(target)
    try:
        yield
    finally:
        # Not reset by a token: generators are closed in other contexts than they began in.
        asked.set(None)
