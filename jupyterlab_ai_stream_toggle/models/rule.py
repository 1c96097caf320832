"""What governed models obey."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from ..target import Target
from ..wire.receiver import receiver_watch
from ..wire.watch import load_libraries
from .governor import Governor

Describe = Callable[[Any, dict[str, Any]], Target]
"""The target of a call, from the model and the keyword arguments of the call."""


class Rule:
    """What governed classes obey until they are released."""

    def __init__(
        self,
        governor: Governor,
        describe: Describe,
        *,
        silence_is_golden: bool = False,
        rewords: bool = False,
    ) -> None:
        """`silence_is_golden`: whether an answer that says nothing is as good as another.

        `rewords`: whether an exception that was explained says so itself, for whoever shows it.
        """
        self.governor: Governor | None = governor
        self.describe = describe
        self.silence_is_golden = silence_is_golden
        self.rewords = rewords
        self._watch = receiver_watch()
        self._libraries_loaded = False

    async def watch(self) -> None:
        """See to it that answers are seen coming in."""
        if not self._libraries_loaded:
            # Off the event loop: it may be the first to load them.
            await asyncio.to_thread(load_libraries)
            self._begin()

    def watch_at_once(self) -> None:
        """The same for whoever does not await."""
        if not self._libraries_loaded:
            load_libraries()
            self._begin()

    def _begin(self) -> None:
        self._libraries_loaded = True
        self._watch.install()

    def release(self) -> None:
        """Let the governed models that are still in use behave like their own class again."""
        self.governor = None
        self._watch.uninstall()
