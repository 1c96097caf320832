"""Reading a stream with a limit to its silence, and the means to break it off."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from typing import TypeVar

from .failures import StreamSilent
from .timer import ring_at

Part = TypeVar("Part")


class IdleTimeout:
    """Reads one stream, in the task of whoever reads on.

    Nothing is read ahead, and no task is made for a part: the wait for the next part is ended by
    cancelling it, as `asyncio.timeout` does, and only when it has to end.
    """

    def __init__(
        self, silence: float | None, heard: Callable[[], float | None] = lambda: None
    ) -> None:
        """`silence`: seconds without a part after which StreamSilent is raised; None: no limit.

        `heard` tells when bytes came last, in the seconds of the event loop, where that is seen: an
        endpoint that keeps the connection alive is not silent.

        It is noticed up to an eighth later: to look at the clock with each part would cost more
        than all the rest of reading it.
        """
        self._silence = silence
        self._heard = heard
        self._waiting: asyncio.Task[object] | None = None
        self._silent_since: float | None = None
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
        loop = running_loop()
        timer = _Timer(loop, self._silence / 16, self._look) if loop and self._silence else None
        try:
            if not self._is_over():
                self._waiting = asyncio.current_task(loop) if loop else None
                async for part in stream:
                    self._waiting = self._silent_since = None
                    yield part
                    if self._is_over():
                        break
                    # With each part anew: who reads on may be another task.
                    self._waiting = asyncio.current_task(loop) if loop else None
        except (Exception, asyncio.CancelledError) as error:
            if not self._is_ours(error):
                raise
        finally:
            self._waiting = None
            if timer:
                timer.stop()
            await stream.aclose()
        if self._reason is not None:
            raise self._reason

    def _is_over(self) -> bool:
        return self._reason is not None

    def _is_ours(self, error: BaseException) -> bool:
        """Whether the wait ended because we broke it off, and for no other reason."""
        if not self._cancelled:
            return False
        self._cancelled = False
        task = asyncio.current_task()
        uncancel = getattr(task, "uncancel", None)  # Python 3.11
        others = uncancel() if uncancel else 0
        return not (others and isinstance(error, asyncio.CancelledError))

    def _look(self, now: float) -> None:
        """Break off a stream that has been silent for too long."""
        if self._waiting is None or self._silence is None:
            return  # the reader is at work, the endpoint is not to blame
        if self._silent_since is None:
            self._silent_since = now
        self._silent_since = max(self._silent_since, self._heard() or 0)
        if now - self._silent_since >= self._silence:
            self.break_off(StreamSilent(self._silence))


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop of this thread; None where a reply is fetched without one."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def clock() -> Callable[[], float]:
    """The time of the event loop; where there is none, the one that loops go by."""
    loop = running_loop()
    return loop.time if loop else time.monotonic


class _Timer:
    """Calls `look` with the time of the loop, again and again."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, seconds: float, look: Callable[[float], None]
    ) -> None:
        self._loop = loop
        self._seconds = seconds
        self._look = look
        self._handle = self._next()

    def _ring(self) -> None:
        self._look(self._loop.time())
        self._handle = self._next()

    def _next(self) -> asyncio.TimerHandle:
        return ring_at(self._loop, self._loop.time() + self._seconds, self._ring)

    def stop(self) -> None:
        self._handle.cancel()
