"""Timers that keep nothing of whoever set them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context


def ring_at(
    loop: asyncio.AbstractEventLoop, when: float, ring: Callable[[], None]
) -> asyncio.TimerHandle:
    """Call `ring` at that time of the loop, in an empty context.

    A loop keeps a timer until its time, be it cancelled, and with it a copy of the context in which
    it was set: all that a message is in, for minutes.
    """
    return loop.call_at(when, ring, context=Context())
