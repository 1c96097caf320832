"""The checks of one server: one at a time, and the last few kept in memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from .result import CheckState

if TYPE_CHECKING:
    from .run import Run
    from .subject import Subject

KEPT = 5
"""Runs that are kept; the oldest goes first."""


class CheckUnderWay(Exception):
    """Another check has not ended yet."""

    def __init__(self, run_id: str) -> None:
        """`run_id` is the id of the other one."""
        super().__init__(run_id)
        self.run_id = run_id


class CheckRuns:
    """Only the event loop's thread uses it."""

    def __init__(self, progressed: Callable[[str], None]) -> None:
        """`progressed` is told the id of a run that has something new to say."""
        self._progressed = progressed
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._task: asyncio.Task[None] | None = None

    def require_none(self) -> None:
        """Raise CheckUnderWay while one runs."""
        running = next(
            (run for run in self._runs.values() if run.state is CheckState.RUNNING), None
        )
        if running is not None:
            raise CheckUnderWay(running.id)

    def start(self, subject: Subject, *, live: bool) -> Run:
        """Begin a check in the background. Raises CheckUnderWay."""
        # Here, because a server that is never asked for a check need not load it.
        from .run import Run

        self.require_none()
        run = Run(subject, live)
        self._runs[run.id] = run
        while len(self._runs) > KEPT:
            self._runs.popitem(last=False)
        self._task = asyncio.create_task(self._perform(run))
        return run

    def get(self, run_id: str) -> Run | None:
        """One of the last few."""
        return self._runs.get(run_id)

    async def cancel(self, run_id: str) -> Run | None:
        """End a check that runs; one that has ended is left as it is. None if it is not known."""
        run = self._runs.get(run_id)
        if run is not None and run.state is CheckState.RUNNING:
            await self.stop()
        return run

    async def stop(self) -> None:
        """End what runs."""
        task = self._task
        if task is not None and not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _perform(self, run: Run) -> None:
        try:
            await run.perform(lambda: self._progressed(run.id))
        finally:
            # A task that is cancelled before its first step never came to it.
            if run.state is CheckState.RUNNING:
                run.state = CheckState.CANCELLED
            run.subject.forget()
