"""Notices what is changed on disk, so that open browser tabs follow without asking.

Jupyter AI tells nobody when another model is chosen, and nobody can tell of an edit by hand. The
watch looks once a second, as long as somebody is there who would hear of it: it begins when a
browser asks, and rests when it has told of a change and nobody asked since.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable

INTERVAL = 1.0
"""Seconds between two looks."""


class Watch:
    """Looks again and again, and tells when what it sees is another thing than before."""

    def __init__(
        self,
        look: Callable[[], Awaitable[Hashable]],
        changed: Callable[[], None],
        log: logging.Logger,
        interval: float = INTERVAL,
    ) -> None:
        """`look` gives something that is equal as long as nothing changed."""
        self._look = look
        self._changed = changed
        self._log = log
        self._interval = interval
        self._task: asyncio.Task[None] | None = None
        self._seen: Hashable = None
        self._has_seen = False

    def is_awake(self) -> bool:
        """Whether it is looking."""
        return self._task is not None

    def wake(self) -> None:
        """Somebody asked, and would like to hear of changes. From the event loop's thread."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Look no more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        try:
            while not await self._has_changed():  # noqa: ASYNC110  # nothing on disk calls us
                await asyncio.sleep(self._interval)
        except Exception:  # noqa: BLE001  # nobody awaits this task; the next request wakes it again
            self._log.exception("AI stream toggle: changes on disk could not be watched.")
        else:
            self._task = None
            self._changed()
        finally:
            self._task = None

    async def _has_changed(self) -> bool:
        seen = await self._look()
        changed = self._has_seen and seen != self._seen
        self._seen, self._has_seen = seen, True
        return changed
