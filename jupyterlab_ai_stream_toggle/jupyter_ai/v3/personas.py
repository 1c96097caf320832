"""Personas of others, as far as they build on Jupyter AI's base class and leave these things to it.

From 3.1 on Jupyter AI has a Stop button, which asks each persona to `cancel_response`; the base
class does nothing then. Here it cancels the task that works on the message. And what a persona does
not catch the base class shows with a traceback; what a governed model raised is explained instead.
A persona that has a method of its own for either keeps it, and so does Jupyternaut (`turns.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from ...diagnosis.attached import attached_to
from ...models.answering import answering
from ..failure_text import chat_text
from ..reach import Reach
from ..seam import Seam
from ..turn import cancellations
from . import seams


class PersonasV3:
    """What the base class of all personas does."""

    def __init__(self) -> None:
        self._seams: list[Seam] = []
        # Each chat has persona objects of its own, which work on one message at a time.
        self._works: WeakKeyDictionary[Any, _Work] = WeakKeyDictionary()
        self._asked: WeakSet[type] = WeakSet()
        """The classes of those whose models were seen to obey."""

    def install_stop(self) -> None:
        """Make the Stop button work.

        Raises SeamMissing, with nothing changed, where there is none, or the base class is not
        built as expected.
        """
        track, cancel = seams.base_of_stop()
        track.replace(self._tracking(track.original))

        async def cancel_response(persona: Any) -> None:
            if work := self._works.get(persona):
                work.stop()

        cancel.replace(cancel_response)
        self._seams += [track, cancel]

    def install_errors(self) -> None:
        """Explain failures; raises SeamMissing, like `install_stop`."""
        uncaught = seams.base_of_errors()
        uncaught.replace(_explaining(uncaught.original))
        self._seams.append(uncaught)

    def reach(self, persona: Any) -> Reach:
        """Whether the switch is this one's."""
        if seams.talks_by_itself(persona):
            return Reach.OWN
        obeys = seams.is_jupyternaut(persona) or type(persona) in self._asked
        return Reach.GOVERNED if obeys else Reach.UNKNOWN

    def uninstall(self) -> None:
        """Leave the base class as it was."""
        for seam in self._seams:
            seam.restore()
        self._seams = []

    def _tracking(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @asynccontextmanager
        async def track_processing(persona: Any, message: Any) -> AsyncGenerator[None, None]:
            async with original(persona, message):
                work = self._works[persona] = _Work()
                # Of the class alone: whatever was begun meanwhile keeps a copy of this context.
                answering.set(partial(self._asked.add, type(persona)))
                try:
                    yield
                except asyncio.CancelledError:
                    if not work.was_all():
                        raise
                finally:
                    self._works.pop(persona, None)

        return track_processing


class _Work:
    """The work on one message, done by the task that made this."""

    def __init__(self) -> None:
        self._task = asyncio.current_task()
        self._stopped = False

    def stop(self) -> None:
        """End it, whatever it waits for."""
        if self._task is not None and not self._stopped:
            self._stopped = True
            self._task.cancel()

    def was_all(self) -> bool:
        """Whether the task was cancelled because of `stop`, and for no other reason."""
        return self._stopped and not cancellations(self._task, less=1)


def _explaining(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle_uncaught_exception(persona: Any, exc: Exception) -> None:
        diagnosis = attached_to(exc)
        if diagnosis is None:
            await original(persona, exc)
        else:
            persona.send_message(chat_text(diagnosis))

    return handle_uncaught_exception
