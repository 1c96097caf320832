"""What failed last, model by model, until it is dismissed or an answer shows it to be past."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ..target import Target
from .diagnosis import Diagnosis, Disproof
from .evidence import Phase

LIMIT = 20
"""Failures kept at most; the one not seen for longest goes first."""


@dataclass(frozen=True)
class Failure:
    """What failed last of a model. Times are seconds since the epoch."""

    id: str
    """Short and fit for a URL: the same failure of the same model has the same one."""
    target: Target
    """As it was asked the last time."""
    diagnosis: Diagnosis
    """As it was the last time."""
    count: int
    """How often in a row."""
    first_seen: float
    last_seen: float


class Reported(Protocol):
    """Who hears of changes; on the event loop's thread."""

    def __call__(self, failure: Failure | None, *, solved: bool) -> None:
        """A failure is new, or it is gone; None: all are gone."""
        ...


class FailureLog:
    """One failure for each model, the newest: what went wrong before it is no longer the matter.

    Kept in memory: a server that starts anew has not failed yet. Only the event loop's thread uses
    it.
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
        self._failures: OrderedDict[_Model, Failure] = OrderedDict()
        self._aside: OrderedDict[_Model, Failure] = OrderedDict()
        """Of models that are being asked again: not told, and counted on if it comes again."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self._failures)

    def failures(self) -> list[Failure]:
        """All of them, the one seen last first."""
        return list(reversed(self._failures.values()))

    def of(self, target: Target) -> Failure | None:
        """What failed last of the model, if it stands."""
        return self._failures.get(_model(target))

    def report(self, target: Target, diagnosis: Diagnosis) -> Failure:
        """Note a failure; it takes the place of the model's last one, or is counted as the same."""
        now, model = self._clock(), _model(target)
        told = self._failures.get(model)
        known = told or self._aside.get(model)
        if known and known.diagnosis.id == diagnosis.id:
            failure = replace(
                known, target=target, diagnosis=diagnosis, count=known.count + 1, last_seen=now
            )
        else:
            failure = Failure(_id(target, diagnosis), target, diagnosis, 1, now, now)
        self._aside.pop(model, None)
        self._failures[model] = failure
        self._failures.move_to_end(model)
        while len(self._failures) > self._limit:
            self._failures.popitem(last=False)
        if not told or told.id != failure.id:
            self._tell(failure, solved=False)
        return failure

    def set_aside(self, failure: Failure) -> None:
        """The model is being asked again: what failed before is not the present state of things.

        Without effect where something else has failed, or the same anew, since.
        """
        model = _model(failure.target)
        if self._failures.get(model) is not failure:
            return
        del self._failures[model]
        self._aside[model] = failure
        while len(self._aside) > self._limit:
            self._aside.popitem(last=False)
        self._tell(failure, solved=True)

    def answered(self, target: Target, *, as_chat: bool = True) -> None:
        """There was a good answer: what it disproves is past.

        `as_chat`: whether the switch had its way with the request; else somebody asked for no
        stream by themselves.
        """
        for failure in [*self._aside.values()]:
            if _is_past(failure, target, as_chat):
                del self._aside[_model(failure.target)]
        for failure in self.failures():
            if _is_past(failure, target, as_chat):
                self.dismiss(failure.id)

    def dismiss(self, failure_id: str) -> bool:
        """Forget one; whether there was one."""
        for model, failure in self._failures.items():
            if failure.id == failure_id:
                del self._failures[model]
                self._tell(failure, solved=True)
                return True
        return False

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


_Model = tuple[str, str]


def _model(target: Target) -> _Model:
    """What users know: endpoint, version, key and tools may change while they try to cure it."""
    return target.provider, target.model


def _id(target: Target, diagnosis: Diagnosis) -> str:
    text = f"{_model(target)} {diagnosis.id}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _is_past(failure: Failure, answered: Target, as_chat: bool) -> bool:
    """Whether an answer shows that what failed works.

    Of the same model it does, with another key, address or version as well: that may be the very
    cure. Of another model it does only for what both have in common.
    """
    about, diagnosis = failure.target, failure.diagnosis
    if _model(about) == _model(answered):
        of_a_stream = (
            diagnosis.disproof is Disproof.CHAT and diagnosis.facts.phase is not Phase.PLAIN_REQUEST
        )
        return as_chat or not of_a_stream
    return diagnosis.disproof is Disproof.ENDPOINT and (about.provider, about.endpoint) == (
        answered.provider,
        answered.endpoint,
    )
