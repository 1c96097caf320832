"""Decisions as several resources tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import modes, target
from ..capability.record import Capability
from ..language import say
from ..policy.layers import Layers
from ..policy.resolve import resolve
from ..streaming.deliver import first_delivery
from .service import Service
from .times import iso

if TYPE_CHECKING:
    from . import bodies


def decision_about(service: Service, asked: Layers, about: target.Target) -> bodies.Decision:
    """What is asked for, decided for a target; an empty model stands for all of the provider."""
    return decision_body(service, resolve(asked, about.provider, about.model or None), about)


def decision_body(
    service: Service, decision: modes.Decision, about: target.Target | None
) -> bodies.Decision:
    """A decision for the wire, with the delivery that follows for `about`."""
    from . import bodies

    known = None
    if about and about.model and decision.mode is modes.Mode.AUTO:
        known = service.memory.about_model(about)
    return bodies.Decision(
        mode=decision.mode,
        source=decision.source,
        locked=decision.locked,
        lock_reason=say(decision.lock_reason) if decision.lock_reason else None,
        delivery=first_delivery(decision.mode, known[1] if known else None),
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
    )
