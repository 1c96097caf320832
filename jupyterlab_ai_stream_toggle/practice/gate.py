"""Where requests can be held, so that nobody has to guess how long an answer must take."""

from __future__ import annotations

import asyncio


class Gate:
    """Open to begin with. While it is shut no request is answered, not even refused.

    For the thread that runs the endpoint; all others go through `/practice/gate`.
    """

    def __init__(self) -> None:
        """An open one."""
        self._opened = asyncio.Event()
        self._opened.set()

    @property
    def is_open(self) -> bool:
        """Whether requests pass."""
        return self._opened.is_set()

    def open(self) -> None:
        """Let pass who waits, and who comes."""
        self._opened.set()

    def shut(self) -> None:
        """Hold who comes."""
        self._opened.clear()

    async def passed(self) -> None:
        """Return once it is open."""
        await self._opened.wait()
