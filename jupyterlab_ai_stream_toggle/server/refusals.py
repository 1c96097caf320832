"""Requests that cannot be fulfilled as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):
    """Why not, and what to do; `bodies.Problem` says what the fields mean."""

    status: int
    """The HTTP status of the answer."""
    message: str
    next_step: str
    reason: str | None = None
    field: str | None = None
    value: str | None = None
    allowed: Sequence[str] | None = None

    def __str__(self) -> str:
        return self.message
