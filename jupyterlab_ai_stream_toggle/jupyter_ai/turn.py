"""A turn of the conversation that can be stopped, whatever it waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class Turn:
    """Runs the work of one turn in a task of its own, which `stop` cancels.

    Cancelling closes the HTTP request in every delivery: the wait for a chunk and the wait for a
    whole answer end in the same way.
    """

    def __init__(self) -> None:
        self.stopped = False
        """Whether somebody asked for the end before the end had come."""
        self._task: asyncio.Task[None] | None = None

    async def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Return once the work is done, or was stopped and everything of it has ended.

        Raises what the work raises, and CancelledError if the caller is cancelled, but not
        because of `stop`.
        """
        self._task = asyncio.ensure_future(work)
        try:
            await self._task
        except asyncio.CancelledError:
            if not self.stopped or _is_cancelled(asyncio.current_task()):
                raise

    def stop(self) -> None:
        """Cancel the work; without effect once it is done, or being stopped."""
        if self._task is not None and not self._task.done() and not self.stopped:
            self.stopped = True
            self._task.cancel()


def _is_cancelled(task: asyncio.Task[Any] | None) -> bool:
    return bool(cancellations(task))


def cancellations(task: Any, *, less: int = 0) -> int:
    """How often the task was asked to end; of `less` of them it is told that they were heard."""
    if not hasattr(task, "cancelling"):  # Python 3.11
        return 0
    for _ in range(less):
        task.uncancel()
    return int(task.cancelling())
