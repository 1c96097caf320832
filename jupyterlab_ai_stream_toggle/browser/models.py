"""What models that are called in the browser ask before each reply, and tell after it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..capability.record import Evidence, Finding
from ..diagnosis.attached import attached_to
from ..diagnosis.diagnosis import Diagnosis
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.next_step import NextStep, next_step
from ..models.governor import Governor, Plan
from ..modes import Delivery, Mode
from ..policy.directories import SettingsDirectories
from ..streaming.breaks import broke_off
from ..streaming.completeness import interrupted
from ..streaming.deliver import first_delivery
from ..streaming.ladder import judge
from ..streaming.reply import Reception
from ..target import Target
from .addresses import is_named, look, may_differ
from .failed import Failed, FailureKind, named

_PERSONAS = 200
"""Models of which it is known who asks them."""


@dataclass(frozen=True)
class BrowserPlan:
    """How one reply is to be fetched."""

    plan: Plan
    delivery: Delivery
    """`stream` or `plain`: what goes with a stream is not the page's to say."""

    @property
    def proven(self) -> bool:
        """Whether this is known to work."""
        return self.plan.known is not None


@dataclass(frozen=True)
class Judged:
    """What a failure is, and what is to be done."""

    step: NextStep
    """`plain_request`, `needs_stream` (ask for a stream), or `raise`: tell it."""
    evidence: Evidence | None
    """What a good answer to the next request would be a proof of."""
    diagnosis: Diagnosis | None
    """Where it is to be told."""


class BrowserModels:
    """The models that personas of the browser have asked, through the switch of this server."""

    def __init__(
        self,
        governor: Governor,
        directories: Callable[[], SettingsDirectories],
        changed: Callable[[Target], None] = lambda _: None,
    ) -> None:
        """`changed` is called when another model than before is about to be asked."""
        self._governor = governor
        self._directories = directories
        self._changed = changed
        self._personas: OrderedDict[Target, str] = OrderedDict()
        self.target: Target | None = None
        """What was asked last, or is about to be; None: there is no such persona here."""

    def persona_of(self, target: Target) -> str | None:
        """Who asks this model in the browser, in this way; None: nobody does."""
        return self._personas.get(_with_or_without_tools(target))

    def announce(self, persona: str, target: Target) -> None:
        """A persona of the browser is going to ask this model."""
        target = _with_or_without_tools(target)
        self._personas[target] = persona
        self._personas.move_to_end(target)
        if len(self._personas) > _PERSONAS:
            self._personas.popitem(last=False)
        before, self.target = self.target, target
        if before != target:
            self._changed(target)

    async def plan(self, persona: str, target: Target) -> BrowserPlan:
        """How the next reply of the model is to be fetched."""
        self.announce(persona, target)
        plan = await self._governor.plan(target)
        first = first_delivery(plan.mode, plan.known)
        # `stream_options` are not the page's to leave out.
        return BrowserPlan(plan, first if first is Delivery.STREAM else Delivery.PLAIN)

    def learn(self, target: Target, finding: Finding) -> None:
        """In `auto`: a request brought content, and what failed before it is the reason."""
        self._governor.learn(target, finding)

    def answered(self, target: Target, *, marked: bool | None, as_chat: bool) -> None:
        """A whole answer has come.

        `marked`: it was a stream, and said why it ended; None: it was none, or did not.
        `as_chat`: see `FailureLog.answered`.
        """
        if marked:
            self._governor.note_end(target, marked=True)
        self._governor.failures.answered(target, as_chat=as_chat)

    async def judge(
        self, target: Target, failed: Failed, *, asked_at: float, page_host: str
    ) -> Judged:
        """What a failure means. What is to be told is reported as well."""
        plan = await self._governor.plan(target)
        error, seen = failed.error(), failed.exchange()
        if failed.kind is FailureKind.UNREACHED:
            unreached = await self._why_unreached(target, failed, page_host)
            error, seen = unreached, failed.exchange(unreached)
        step, why = NextStep.RAISE, None
        if failed.phase is Phase.MID_STREAM:
            found = interrupted(error, seen)
            found.__cause__ = error
            error = found
        elif plan.mode is not Mode.AUTO:
            pass  # there is one way, and no other
        elif failed.phase is Phase.PLAIN_REQUEST:
            if next_step(evidence_of(error, failed.phase, seen)) is NextStep.NEEDS_STREAM:
                step, why = NextStep.NEEDS_STREAM, Evidence.STREAM_REQUIRED
        else:
            failure = await judge(error, seen)
            error, why = failure.error, failure.evidence
            if failure.step is not NextStep.RAISE:
                step = NextStep.PLAIN_REQUEST
        if step is not NextStep.RAISE:
            return Judged(step, why, None)
        evidence = evidence_of(error, failed.phase, seen)
        reported = Reception(seen=failed.reported is not None, error=failed.reported)
        off = broke_off(error, reported, marks_end=plan.marks_end)
        plain_for = await self._governor.note_break(target, asked_at, evidence) if off else None
        # Keys are taken out in the browser, which knows them, and here by their look.
        await self._governor.explain(error, evidence, target, (), plain_for)
        return Judged(step, None, attached_to(error))

    async def _why_unreached(self, target: Target, failed: Failed, page_host: str) -> Exception:
        """Whether the browser refused to hand the answer on, as far as can be seen from here."""
        address = target.endpoint
        if address is None or may_differ(address, page_host):
            return named("BrowserFetchError", failed.message)
        if not await asyncio.to_thread(is_named, address, self._directories()):
            return named("BrowserFetchError", failed.message)
        return await look(address) or named("RefusedToBrowser", failed.message)


def _with_or_without_tools(target: Target) -> Target:
    return replace(target, tools=False)
