"""Decisions as several resources tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import modes, target
from ..capability.memory import CapabilityMemory
from ..capability.record import Capability
from ..language import say
from ..policy.layers import Layers
from ..policy.resolve import resolve
from ..streaming.deliver import first_delivery
from ..streaming.outlook import outlook
from .service import Service
from .times import iso

if TYPE_CHECKING:
    from . import bodies


def decision_about(service: Service, asked: Layers, about: target.Target) -> bodies.Decision:
    """What is asked for, decided for a target; an empty model stands for all of the provider."""
    decision = resolve(asked, about.provider, about.model or None)
    return decision_body(service.memory, decision, about)


def decision_body(
    memory: CapabilityMemory, decision: modes.Decision, about: target.Target | None
) -> bodies.Decision:
    """A decision for the wire, with what follows from it for `about`."""
    from . import bodies

    known = memory.about_model(about) if about and about.model else None
    capability = known[1] if known else None
    return bodies.Decision(
        mode=decision.mode,
        source=decision.source,
        locked=decision.locked,
        lock_reason=say(decision.lock_reason) if decision.lock_reason else None,
        allowed=list(decision.allowed),
        passed_over=decision.passed_over,
        delivery=first_delivery(decision.mode, capability),
        outlook=outlook(decision.mode, capability),
        learned=learned_body(*known) if known else None,
    )


def learned_body(about: target.Target, capability: Capability) -> bodies.Learned:
    """What was found out, for the wire."""
    from . import bodies

    return bodies.Learned(
        id=about.id,
        delivery=capability.delivery,
        evidence=capability.evidence,
        first_seen=iso(capability.first_seen),
        last_seen=iso(capability.last_seen),
        expires=iso(capability.expires),
        marks_end=capability.marks_end,
        breaks=capability.breaks,
        broken_at=None if capability.broken_at is None else iso(capability.broken_at),
        from_administrator=capability.from_administrator,
    )
