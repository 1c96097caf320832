"""Ctrl-C and its kin as an orderly end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


@contextmanager
def stop_signals() -> Iterator[None]:
    """End the block quietly when the process is asked to stop.

    A second request does not disturb what the block cleans up.

    Installed even where SIGINT came ignored, as it does for background jobs of a shell script.
    """
    wanted = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in wanted}

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in wanted:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in wanted:
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass  # asked to stop, and stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for_stop() -> None:
    """Do nothing until the process is asked to stop."""
    threading.Event().wait()
