"""A look at a file that each reply takes: on the event loop while that is quick.

To ask a disk whether a file changed takes a microsecond, and to have a worker thread ask takes a
hundred, which every reply would pay before its request leaves. On a disk that is slow, such as one
over a network, it is the other way round: there the event loop must not wait.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Seen = TypeVar("Seen")

QUICK = 0.001
"""Seconds that a look may take on the event loop."""


class Glance(Generic[Seen]):
    """Takes a look where the one before says that it costs least."""

    def __init__(self, look: Callable[[], Seen]) -> None:
        self._look = look
        # Nothing is known of the disk before the first look.
        self._quick = False

    async def take(self) -> Seen:
        """What there is to be seen at this moment. Raises what the look raises."""
        return self._timed() if self._quick else await asyncio.to_thread(self._timed)

    def _timed(self) -> Seen:
        start = time.perf_counter()
        try:
            return self._look()
        finally:
            self._quick = time.perf_counter() - start < QUICK
