"""Tells a listener how the calls of governed models ended, and how long they took."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, Protocol

from ..capability.record import Capability, Evidence, Finding
from ..modes import Delivery
from ..target import Target


class Outcome(str, Enum):
    """How a call of a model ended."""

    ANSWERED = "answered"
    FAILED = "failed"
    STOPPED = "stopped"
    """By the user, or by whoever asked."""


class ReplyListener(Protocol):
    """Who hears of them; on the thread that asked, whichever it is, and never to be waited for."""

    def replied(
        self,
        target: Target,
        delivery: Delivery,
        outcome: Outcome,
        *,
        first: float | None,
        total: float,
    ) -> None:
        """A call has ended.

        `first` and `total` are the seconds until the first text or tool call (None: there was
        none) and until the end.
        """
        ...

    def fell_back(self, target: Target, evidence: Evidence) -> None:
        """A call was answered in another way than it was asked for first."""
        ...

    def failed(self, target: Target, diagnosis: str) -> None:
        """A call has failed; the id of its diagnosis."""
        ...


class ReplyTold(Protocol):
    """What is told of a reply."""

    target: Target | None
    plainly: bool | None
    options: bool

    def speaks(self, part: Any) -> bool:
        """Whether the part carries text or a tool call."""
        ...


Saw = Callable[[Any], None]
"""To be called with each part of the reply, before it is handed on."""


@contextmanager
def told(
    reply: ReplyTold, listener: ReplyListener | None, *, at_once: bool = False
) -> Iterator[Saw]:
    """Around a call. Whoever is the target has to be known by the end of it.

    `at_once`: who asked sees nothing of the answer before its end.
    """
    if listener is None:
        yield _nobody_listens
        return
    clock = _clock()
    begun = clock()
    first: float | None = None
    outcome = Outcome.STOPPED

    def saw(part: Any) -> None:
        nonlocal first
        if first is None and reply.speaks(part):
            first = clock() - begun

    try:
        yield saw
        outcome = Outcome.ANSWERED
    except Exception:
        outcome = Outcome.FAILED
        raise
    finally:
        if reply.target is not None:
            total = clock() - begun
            if at_once and outcome is Outcome.ANSWERED:
                first = total
            listener.replied(reply.target, _delivery(reply), outcome, first=first, total=total)


def is_fallback(known: Capability | None, finding: Finding) -> bool:
    """Whether a finding shows that the reply came in another way than it was asked for first."""
    as_before = known is not None and known.delivery is finding.delivery
    return finding.evidence is not Evidence.STREAM_WORKED and not as_before


def _clock() -> Callable[[], float]:
    """That of the event loop; whoever does not await need not have one."""
    try:
        return asyncio.get_running_loop().time
    except RuntimeError:
        return time.monotonic


def _delivery(reply: ReplyTold) -> Delivery:
    if reply.plainly:
        return Delivery.PLAIN
    return Delivery.STREAM if reply.options else Delivery.STREAM_WITHOUT_OPTIONS


def _nobody_listens(part: Any) -> None:
    """Nothing to tell."""
    del part
