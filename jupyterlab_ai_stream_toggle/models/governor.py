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
from ..modes import UNLIMITED, Delivery, Mode, Timeouts
from ..policy.layers import Layers
from ..policy.resolve import resolve
from ..policy.store import ModeStore
from ..target import Target
from .answering import note_asked
from .home import Home
from .told import ReplyListener, is_fallback


@dataclass(frozen=True)
class Plan:
    """How one reply is to be delivered."""

    mode: Mode
    known: Capability | None = None
    """What is relied upon about the target; it counts in `auto` only."""
    timeouts: Timeouts = UNLIMITED
    marks_end: bool | None = None
    """Whether the target was seen to mark the end of its streams; it counts in each mode."""
    at: float = 0.0
    """When it was made, by the clock that findings go by."""


class Governor:
    """Joins what was asked for with what was found out; one for each server."""

    def __init__(
        self,
        modes: ModeStore,
        memory: CapabilityMemory,
        failures: FailureLog | None = None,
        log: logging.Logger | None = None,
        listener: ReplyListener | None = None,
    ) -> None:
        """`listener` hears of each call of a model."""
        self._modes = modes
        self._memory = memory
        self.failures = FailureLog() if failures is None else failures
        self.log = log or logging.getLogger(__name__)
        self.home = Home()
        self.listener = listener
        self._resolved: tuple[Layers | None, dict[tuple[str, str], Mode]] = (None, {})
        """The modes of what was asked for last: it is asked with each reply, and seldom changes."""

    async def plan(self, target: Target) -> Plan:
        """What holds for the target at this moment."""
        asked = await self._modes.asked()
        mode = self._mode(asked, target)
        if mode is Mode.AUTO:
            await self._memory.refresh()
        plan = self._planned(asked, mode, target)
        if plan.known is None and mode is Mode.AUTO and self._memory.streams_at(target):
            # What is on the way lets streams through: this one is slow, not held back.
            return replace(plan, timeouts=replace(plan.timeouts, plain_after=None))
        return plan

    def plan_at_once(self, target: Target) -> Plan:
        """The same for whoever does not await; on any thread."""
        asked = self._modes.asked_at_once(self.home.tell)
        mode = self._mode(asked, target)
        if mode is Mode.AUTO:
            self._memory.refresh_at_once()
        return self._planned(asked, mode, target)

    def _planned(self, asked: Layers, mode: Mode, target: Target) -> Plan:
        note_asked()
        return Plan(
            mode,
            self._memory.recall(target) if mode is Mode.AUTO else None,
            asked.timeouts,
            self._memory.marks_end(target),
            self._memory.now,
        )

    def _mode(self, asked: Layers, target: Target) -> Mode:
        resolved = self._resolved  # taken once: replies on other threads ask as well
        if resolved[0] is not asked:
            resolved = self._resolved = (asked, {})
        modes, model = resolved[1], (target.provider, target.model)
        mode = modes.get(model)
        if mode is None:
            mode = modes[model] = resolve(asked, *model).mode
        return mode

    def learn(self, target: Target, finding: Finding, known: Capability | None = None) -> None:
        """Remember what a reply showed; `known` is what was relied upon before."""
        self.home.tell(self._memory.learn, target, finding)
        if self.listener and is_fallback(known, finding):
            self.listener.fell_back(target, finding.evidence)

    def note_end(self, target: Target, *, marked: bool | None) -> None:
        """Remember that a stream has brought a whole answer, and how it ended."""
        self.home.tell(partial(self._memory.note_end, target, marked=marked))

    def answered(self, target: Target, *, as_chat: bool) -> None:
        """There was a good answer; see `FailureLog.answered`."""
        self.home.tell(partial(self.failures.answered, target, as_chat=as_chat))

    async def note_break(
        self, target: Target, since: float, evidence: FailureEvidence
    ) -> float | None:
        """Remember that a stream, asked for at `since`, has broken off.

        Unless the evidence says more, such as that the quota was used up. Returns for how many
        seconds streams are not asked for any more; None where they are.
        """
        if await asyncio.to_thread(_cause_id, evidence) != _BREAK:
            return None
        return self._broken(await self._modes.asked(), target, since)

    def note_break_at_once(
        self, target: Target, since: float, evidence: FailureEvidence
    ) -> float | None:
        """The same for whoever does not await; on any thread."""
        if _cause_id(evidence) != _BREAK:
            return None
        return self._broken(self._modes.asked_at_once(self.home.tell), target, since)

    def _broken(self, asked: Layers, target: Target, since: float) -> float | None:
        fall_back = self._mode(asked, target) is Mode.AUTO
        # Foreseen here, since nobody waits for the loop on which it is remembered.
        known = self._memory.after_break(target, since, fall_back=fall_back)
        self.home.tell(partial(self._memory.note_break, target, since, fall_back=fall_back))
        gave_up = fall_back and known.delivery is Delivery.PLAIN
        return known.expires - self._memory.now if gave_up else None

    async def explain(
        self,
        error: Exception,
        evidence: FailureEvidence,
        target: Target,
        secrets: Collection[str],
        plain_for: float | None = None,
    ) -> None:
        """Attach a diagnosis to the failure of a reply, and report it.

        `plain_for`: see `diagnose`.
        """
        mode = self._mode(await self._modes.asked(), target)
        diagnosis = await asyncio.to_thread(_diagnose, evidence, target, mode, secrets, plain_for)
        self._told(error, diagnosis, target)

    def explain_at_once(
        self,
        error: Exception,
        evidence: FailureEvidence,
        target: Target,
        secrets: Collection[str],
        plain_for: float | None = None,
    ) -> None:
        """The same for whoever does not await; on any thread."""
        mode = self._mode(self._modes.asked_at_once(self.home.tell), target)
        self._told(error, _diagnose(evidence, target, mode, secrets, plain_for), target)

    def _told(self, error: Exception, diagnosis: Diagnosis, target: Target) -> None:
        attach(error, diagnosis)
        self.home.tell(self.failures.report, target, diagnosis)
        if self.listener:
            self.listener.failed(target, diagnosis.id)
        # Without the raw text: who may read the log need not be who may read the chat.
        self.log.warning(
            "AI stream toggle: %s failed: %s (HTTP status %s).",
            target.model_key,
            diagnosis.id,
            diagnosis.facts.status,
        )


_BREAK = "stream-interrupted"


def _cause_id(evidence: FailureEvidence) -> str:
    """What went wrong. On a worker thread, see below."""
    from ..diagnosis.recognition import recognise

    return recognise(evidence).cause.id


def _diagnose(
    evidence: FailureEvidence,
    target: Target,
    mode: Mode,
    secrets: Collection[str],
    plain_for: float | None,
) -> Diagnosis:
    """See `diagnose`. On a worker thread: the first time it loads dozens of patterns.

    A server without failures never needs them.
    """
    from ..diagnosis.diagnose import diagnose

    return diagnose(evidence, target=target, mode=mode, secrets=secrets, plain_for=plain_for)
