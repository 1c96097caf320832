"""What governed models ask before each call, and tell after it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from ..capability.memory import CapabilityMemory
from ..capability.record import Capability, Finding
from ..diagnosis.attached import attach
from ..diagnosis.diagnosis import Diagnosis
from ..diagnosis.evidence import FailureEvidence
from ..diagnosis.log import FailureLog
from ..modes import UNLIMITED, Mode, Timeouts
from ..policy.layers import Layers
from ..policy.resolve import resolve
from ..policy.store import ModeStore
from ..target import Target
from .answering import note_asked
from .home import Home


@dataclass(frozen=True)
class Plan:
    """How one reply is to be delivered."""

    mode: Mode
    known: Capability | None = None
    """What is relied upon about the target; it counts in `auto` only."""
    timeouts: Timeouts = UNLIMITED
    marks_end: bool | None = None
    """Whether the target was seen to mark the end of its streams; it counts in each mode."""


class Governor:
    """Joins what was asked for with what was found out; one for each server."""

    def __init__(
        self,
        modes: ModeStore,
        memory: CapabilityMemory,
        failures: FailureLog | None = None,
        log: logging.Logger | None = None,
    ) -> None:
        self._modes = modes
        self._memory = memory
        self.failures = FailureLog() if failures is None else failures
        self.log = log or logging.getLogger(__name__)
        self.home = Home()
        self._resolved: tuple[Layers | None, dict[tuple[str, str], Mode]] = (None, {})
        """The modes of what was asked for last: it is asked with each reply, and seldom changes."""

    async def plan(self, target: Target) -> Plan:
        """What holds for the target at this moment."""
        asked = await self._modes.asked()
        mode = self._mode(asked, target)
        if mode is Mode.AUTO:
            await self._memory.refresh()
        return self._planned(asked, mode, target)

    def plan_at_once(self, target: Target) -> Plan:
        """The same for whoever does not await; on any thread."""
        asked = self._modes.asked_at_once(self.home.tell)
        mode = self._mode(asked, target)
        if mode is Mode.AUTO:
            self._memory.refresh_at_once()
        # How long a silence may last cannot be said of a read that blocks: the client's own limits
        # count.
        return replace(self._planned(asked, mode, target), timeouts=UNLIMITED)

    def _planned(self, asked: Layers, mode: Mode, target: Target) -> Plan:
        note_asked()
        known = self._memory.recall(target)
        marks_end = known.marks_end if known else None
        return Plan(mode, known if mode is Mode.AUTO else None, asked.timeouts, marks_end)

    def _mode(self, asked: Layers, target: Target) -> Mode:
        if self._resolved[0] is not asked:
            self._resolved = (asked, {})
        modes, model = self._resolved[1], (target.provider, target.model)
        mode = modes.get(model)
        if mode is None:
            mode = modes[model] = resolve(asked, *model).mode
        return mode

    def learn(self, target: Target, finding: Finding) -> None:
        """Remember what a reply showed."""
        self.home.tell(self._memory.learn, target, finding)

    def note_ending(self, target: Target, *, marked: bool) -> None:
        """Remember how a stream that brought a whole answer has ended."""
        self.home.tell(partial(self._memory.note_ending, target, marked=marked))

    def solved(self, target: Target) -> None:
        """What failed before, if it did, works again."""
        if self.failures:
            self.home.tell(self.failures.solved, target)

    async def explain(
        self,
        error: Exception,
        evidence: FailureEvidence,
        target: Target,
        secrets: Collection[str],
    ) -> None:
        """Attach a diagnosis to the failure of a reply, and report it."""
        mode = resolve(await self._modes.asked(), target.provider, target.model).mode
        diagnosis = await asyncio.to_thread(_diagnose, evidence, target, mode, secrets)
        self._told(error, diagnosis, target)

    def explain_at_once(
        self,
        error: Exception,
        evidence: FailureEvidence,
        target: Target,
        secrets: Collection[str],
    ) -> None:
        """The same for whoever does not await; on any thread."""
        asked = self._modes.asked_at_once(self.home.tell)
        mode = resolve(asked, target.provider, target.model).mode
        self._told(error, _diagnose(evidence, target, mode, secrets), target)

    def _told(self, error: Exception, diagnosis: Diagnosis, target: Target) -> None:
        attach(error, diagnosis)
        self.home.tell(self.failures.report, target, diagnosis)
        # Without the raw text: who may read the log need not be who may read the chat.
        self.log.warning(
            "AI stream toggle: %s failed: %s (HTTP status %s).",
            target.model_key,
            diagnosis.id,
            diagnosis.facts.status,
        )


def _diagnose(
    evidence: FailureEvidence, target: Target, mode: Mode, secrets: Collection[str]
) -> Diagnosis:
    """See `diagnose`. On a worker thread: the first time it loads dozens of patterns.

    A server without failures never needs them.
    """
    from ..diagnosis.diagnose import diagnose

    return diagnose(evidence, target=target, mode=mode, secrets=secrets)
