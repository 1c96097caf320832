"""A plain request beside a stream that is silent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Part = TypeVar("Part")


class Hedge(Generic[Part]):
    """Starts a plain request when a stream has been silent for long enough."""

    def __init__(
        self,
        after: float | None,
        plain: Callable[[], Awaitable[Part]],
        answered: Callable[[], None],
        heard: Callable[[], float | None] = lambda: None,
    ) -> None:
        """`after`: seconds; None: never. `answered` is called when the plain answer is there.

        `heard` tells when bytes of the stream came last, in the seconds of the event loop.
        """
        self._after = after
        self._heard = heard
        self._plain = plain
        self._answered = answered
        self._task: asyncio.Task[Part] | None = None
        self._timer: asyncio.TimerHandle | None = None
        if after:  # who never waits may have no event loop
            self._loop = asyncio.get_running_loop()
            self._timer = self._loop.call_later(after, self._look)

    async def __aenter__(self) -> Hedge[Part]:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def started(self) -> bool:
        """Whether the plain request was sent."""
        return self._task is not None

    async def answer(self) -> Part:
        """The plain answer. Raises what the client library raises."""
        if self._task is None:
            raise RuntimeError("The plain request was not started.")
        return await self._task

    async def stop(self) -> None:
        """Send no plain request, or cancel the one that was sent."""
        if self._timer:
            self._timer.cancel()
        if self._task and not self._task.done():
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._task

    def _look(self) -> None:
        """Start it, unless something was heard meanwhile."""
        silent_until = (self._heard() or 0) + (self._after or 0)
        if silent_until > self._loop.time():
            self._timer = self._loop.call_at(silent_until, self._look)
        else:
            self._start()

    def _start(self) -> None:
        self._task = asyncio.ensure_future(self._run())
        self._task.add_done_callback(self._ended)

    async def _run(self) -> Part:
        return await self._plain()

    def _ended(self, task: asyncio.Task[Part]) -> None:
        # A failure is no reason to give the stream up; `answer` raises it if nothing better comes.
        if not task.cancelled() and task.exception() is None:
            self._answered()
