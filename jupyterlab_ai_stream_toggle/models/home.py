"""The event loop on which all is kept that replies have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from ..streaming.idle_timeout import running_loop


class Home:
    """Takes what replies on other threads have to tell to the event loop of the server.

    Nobody waits there for it: that loop may itself be waiting for the very thread.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None

    def settle(self, loop: asyncio.AbstractEventLoop) -> None:
        """This is the loop; until it is known, everything is done where it comes from."""
        self._loop = loop

    def tell(self, function: Callable[..., Any], *args: Any) -> None:
        """Call the function there: at once, or as soon as that loop comes to it."""
        loop = self._loop
        if loop is None or loop.is_closed() or loop is running_loop():
            function(*args)
        else:
            loop.call_soon_threadsafe(function, *args)

    def later(self, seconds: float, function: Callable[..., Any], *args: Any) -> Callable[[], None]:
        """Call the function there after that time, unless what is returned is called before."""
        loop = self._loop or running_loop()
        if loop is None or loop.is_closed():
            return lambda: None
        timers: list[asyncio.TimerHandle] = []

        def start() -> None:
            timers.append(loop.call_later(seconds, function, *args))

        def stop() -> None:
            timers.pop().cancel()

        self.tell(start)
        return lambda: self.tell(stop)  # there in this order
