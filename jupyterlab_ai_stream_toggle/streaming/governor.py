"""What governed models ask before each call, and tell after it."""

from __future__ import annotations

from ..capability.memory import CapabilityMemory
from ..capability.record import Capability
from ..modes import Decision, Delivery, Mode
from ..policy.store import ModeStore
from ..target import Target


class Governor:
    """Joins what was asked for with what was found out; one for each server."""

    def __init__(self, modes: ModeStore, memory: CapabilityMemory) -> None:
        self._modes = modes
        self._memory = memory

    async def mode(self, target: Target) -> Mode:
        """The mode in force for the target at this moment."""
        decision = await self._modes.decide(target.provider, target.model)
        return decision.mode

    def recall(self, target: Target) -> Capability | None:
        """What was found out about the target."""
        return self._memory.recall(target)

    def learn(self, target: Target, capability: Capability) -> None:
        """Remember what worked for the target."""
        self._memory.learn(target, capability)

    def delivery(self, decision: Decision, target: Target | None) -> Delivery:
        """The delivery that the next reply of the target will start with."""
        if decision.mode is Mode.OFF:
            return Delivery.PLAIN
        if decision.mode is Mode.AUTO and target is not None:
            known = self._memory.about_model(target)
            if known is not None:
                return known.delivery
        return Delivery.STREAM
