"""The endpoint in a thread of its own, for callers that have no event loop or block theirs."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from types import TracebackType

from .server import PracticeServer


class PracticeThread:
    """Runs a `PracticeServer`. Use it as a context manager, or `start` and `stop` it.

    The server's `fault` and `pause` may be set, and its journal read, from any thread.
    """

    def __init__(self, server: PracticeServer) -> None:
        """Take a server that has not been started."""
        self.server = server
        self._started: Future[None] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run()), name="practice", daemon=True
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()

    def start(self) -> None:
        """Return once it listens.

        Raises:
            OSError: the port is taken.
        """
        self._thread.start()
        self._started.result()

    def stop(self) -> None:
        """Return once nothing of it is left."""
        if self._loop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def __enter__(self) -> PracticeServer:
        """Start it."""
        self.start()
        return self.server

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.stop()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            await self.server.start()
        except OSError as error:
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        try:
            await self._end.wait()
        finally:
            await self.server.stop()
