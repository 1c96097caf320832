"""The plain request of a reply, with a limit to the silence after it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Generic

from ..modes import Timeouts
from .failures import PlainSilent
from .idle_timeout import IdleTimeout
from .reply import Part, Reply
from .timer import ring_at


class PlainRequest(Generic[Part]):
    """Made once at most.

    Silence is what a plain request is in for: nothing comes before the whole answer has been made.
    So the limit is a long one, and whatever comes, be it the head or spaces to keep the connection
    alive, begins it anew. It counts over the retries of the client library, which would make a time
    out of half an hour.
    """

    def __init__(self, reply: Reply[Part], timeouts: Timeouts) -> None:
        self._reply = reply
        self._limit = timeouts.plain
        self._at_most = timeouts.silence
        self._wait = IdleTimeout(None)
        self._since = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def answer(self) -> Part:
        """The whole answer.

        Raises PlainSilent, and whatever the client library raises.
        """
        if self._limit:  # who has none may have no event loop
            self._since = asyncio.get_running_loop().time()
            self._look()
        try:
            # In the task of whoever waits, which is what Stop cancels.
            async with aclosing(self._wait.parts(self._once())) as parts:
                return await anext(parts)
        finally:
            if self._timer:
                self._timer.cancel()

    def lose_patience(self) -> None:
        """The stream has been given up for its silence: it is not the whole answer that takes long.

        What is silent in either way for as long as a stream may be does not answer at all.
        """
        if self._limit and self._at_most:
            self._limit = min(self._limit, self._at_most)
            if self._timer:
                self._timer.cancel()
                self._look()

    async def _once(self) -> AsyncGenerator[Part, None]:
        yield await self._reply.plain()

    def _look(self) -> None:
        """Give it up, or look again when it may be time."""
        if self._limit is None:
            return
        loop = asyncio.get_running_loop()
        until = max(self._since, self._reply.plain_heard_at or 0) + self._limit
        if until > loop.time():
            self._timer = ring_at(loop, until, self._look)
        else:
            self._wait.break_off(PlainSilent(self._limit))
