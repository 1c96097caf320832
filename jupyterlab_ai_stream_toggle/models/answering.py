"""Who answers while a model is asked: told to whoever wants to know that its models obey."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

answering: ContextVar[Callable[[], None] | None] = ContextVar(
    "ai_stream_toggle_answering", default=None
)
"""Called when a governed model is asked in this context."""


def note_asked() -> None:
    """A governed model is asked."""
    told = answering.get()
    if told is not None:
        told()
