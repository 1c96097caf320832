"""Reading a stream with a limit to its silence, and the means to break it off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import TypeVar

from .failures import StreamSilent

Part = TypeVar("Part")


class Hearing:
    """Reads one stream, in the task of whoever reads on.

    Nothing is read ahead, and no task is made for a part: the wait for the next part is ended by
    cancelling it, as `asyncio.timeout` does, and only when it has to end.
    """

    def __init__(self, silence: float | None) -> None:
        """`silence`: seconds without a part after which StreamSilent is raised; None: no limit."""
        self._silence = silence
        self._waiting: asyncio.Task[object] | None = None
        self._since = 0.0
        self._reason: Exception | None = None
        self._cancelled = False

    def break_off(self, reason: Exception) -> None:
        """Let the reader get `reason` instead of the next part; the stream is closed."""
        if self._reason is None:
            self._reason = reason
            if self._waiting is not None:
                self._cancelled = True
                self._waiting.cancel()

    async def parts(self, stream: AsyncGenerator[Part, None]) -> AsyncGenerator[Part, None]:
        """The parts of the stream, which is closed at the end."""
        loop = asyncio.get_running_loop()
        timer = _Timer(loop, self._silence, self._check) if self._silence else None
        try:
            while self._reason is None:
                self._waiting = asyncio.current_task()
                self._since = loop.time()
                try:
                    part = await stream.__anext__()
                except StopAsyncIteration:
                    break
                except (Exception, asyncio.CancelledError) as error:
                    if self._is_ours(error):
                        break
                    raise
                finally:
                    self._waiting = None
                yield part
            if self._reason is not None:
                raise self._reason
        finally:
            if timer:
                timer.stop()
            await stream.aclose()

    def _is_ours(self, error: BaseException) -> bool:
        """Whether the wait ended because we broke it off, and for no other reason."""
        if not self._cancelled:
            return False
        self._cancelled = False
        task = asyncio.current_task()
        uncancel = getattr(task, "uncancel", None)  # Python 3.11
        others = uncancel() if uncancel else 0
        return not (others and isinstance(error, asyncio.CancelledError))

    def _check(self, now: float, silence: float) -> float:
        """Break off a silent stream; else the seconds after which to look again."""
        if self._waiting is None:
            return silence  # the reader is at work, the endpoint is not to blame
        rest = silence - (now - self._since)
        if rest <= 0:
            self.break_off(StreamSilent(silence))
            return silence
        return rest


class _Timer:
    """Calls `check` again and again, after as many seconds as it says."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        silence: float,
        check: Callable[[float, float], float],
    ) -> None:
        self._loop = loop
        self._silence = silence
        self._check = check
        self._handle = loop.call_later(silence, self._ring)

    def _ring(self) -> None:
        rest = self._check(self._loop.time(), self._silence)
        # A little more, so that the clock's grain does not make it ring twice.
        self._handle = self._loop.call_later(rest + 0.001, self._ring)

    def stop(self) -> None:
        self._handle.cancel()
