"""Requests that cannot be fulfilled as they stand."""

from __future__ import annotations

from . import wire


class Refusal(Exception):
    """Why not, and what to do."""

    def __init__(self, status: int, problem: wire.Problem) -> None:
        """`status` is the HTTP status of the answer."""
        super().__init__(problem.message)
        self.status = status
        self.problem = problem
