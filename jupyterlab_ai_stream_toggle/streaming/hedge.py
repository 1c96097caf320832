"""A plain request beside a stream that is silent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Part = TypeVar("Part")


class Hedge(Generic[Part]):
    """Starts a plain request when a stream has been silent for long enough.

    Not beside one of whose answer anything has come, be it the head alone: that endpoint does
    stream, and to answer twice would cost a model on a slow machine twice the time, and its user
    twice the tokens. Should nothing more come, the limit to silence ends it.
    """

    def __init__(
        self,
        after: float | None,
        plain: Callable[[], Awaitable[Part]],
        answered: Callable[[], None],
        heard: Callable[[], bool] = lambda: False,
    ) -> None:
        """`after`: seconds; None: never. `answered` is called when the plain answer is there.

        `heard` tells whether any of the answer to the request for a stream has come.
        """
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
        if not self._heard():
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
