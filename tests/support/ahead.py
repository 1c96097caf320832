"""The clock of the running event loop, which a test can put forward."""

from __future__ import annotations

import asyncio


class Ahead:
    """From when it is made on: what waits for a moment that has passed meanwhile goes on.

    For tests over real connections: time goes on by itself as well, but so little of it that
    nothing follows from that.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        loop = asyncio.get_running_loop()
        real = loop.time
        loop.time = lambda: real() + self._seconds  # type: ignore[method-assign]

    async def jump(self, seconds: float) -> None:
        """Put it forward, and let what was waiting for that have its turn."""
        self._seconds += seconds
        for _ in range(50):
            await asyncio.sleep(0)
