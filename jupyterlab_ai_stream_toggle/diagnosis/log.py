"""The failures of this server that nobody has dismissed yet, and that were not solved since."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ..target import Target
from .diagnosis import Diagnosis

LIMIT = 20
"""Failures kept at most; the one not seen for longest goes first."""


@dataclass(frozen=True)
class Failure:
    """One kind of failure of one target. Times are seconds since the epoch."""

    id: str
    """Short and fit for a URL: the same failure of the same target has the same one."""
    target: Target
    diagnosis: Diagnosis
    """As it was the last time."""
    count: int
    first_seen: float
    last_seen: float


class Reported(Protocol):
    """Who hears of changes; on the event loop's thread."""

    def __call__(self, failure: Failure | None, *, solved: bool) -> None:
        """A failure is new, or it is gone; None: all are gone."""
        ...


class FailureLog:
    """Kept in memory: a server that starts anew has not failed yet.

    Only the event loop's thread uses it.
    """

    def __init__(
        self,
        reported: Reported | None = None,
        *,
        limit: int = LIMIT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._reported = reported
        self._limit = limit
        self._clock = clock
        self._failures: OrderedDict[str, Failure] = OrderedDict()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._failures)

    def failures(self) -> list[Failure]:
        """All of them, the one seen last first."""
        return list(reversed(self._failures.values()))

    def report(self, target: Target, diagnosis: Diagnosis) -> Failure:
        """Note a failure; a known one is counted."""
        now = self._clock()
        key = _key(target, diagnosis)
        known = self._failures.get(key)
        if known:
            failure = replace(known, diagnosis=diagnosis, count=known.count + 1, last_seen=now)
        else:
            failure = Failure(key, target, diagnosis, 1, now, now)
        self._failures[key] = failure
        self._failures.move_to_end(key)
        while len(self._failures) > self._limit:
            self._failures.popitem(last=False)
        if not known:
            self._tell(failure, solved=False)
        return failure

    def solved(self, target: Target) -> None:
        """The model answered: what was wrong with it no longer is.

        Another key, address or version is what cured it in many cases, so these are not compared.
        """
        if not self._failures:
            return
        for failure in self.failures():
            known = failure.target
            if (known.provider, known.model) == (target.provider, target.model):
                self.dismiss(failure.id)

    def dismiss(self, failure_id: str) -> bool:
        """Forget one; whether there was one."""
        failure = self._failures.pop(failure_id, None)
        if failure is not None:
            self._tell(failure, solved=True)
        return failure is not None

    def dismiss_all(self) -> int:
        """Forget all; how many there were."""
        count = len(self._failures)
        self._failures.clear()
        if count:
            self._tell(None, solved=True)
        return count

    def _tell(self, failure: Failure | None, *, solved: bool) -> None:
        if self._reported is not None:
            self._reported(failure, solved=solved)


def _key(target: Target, diagnosis: Diagnosis) -> str:
    text = f"{target.id} {diagnosis.id}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
