"""What governed models ask before each call, and tell after it."""

from __future__ import annotations

from dataclasses import dataclass

from ..capability.memory import CapabilityMemory
from ..capability.record import Capability, Finding
from ..modes import UNLIMITED, Mode, Patience
from ..policy.resolve import resolve
from ..policy.store import ModeStore
from ..target import Target


@dataclass(frozen=True)
class Orders:
    """How one reply is to be delivered."""

    mode: Mode
    known: Capability | None = None
    """What is relied upon about the target; it counts in `auto` only."""
    patience: Patience = UNLIMITED


class Governor:
    """Joins what was asked for with what was found out; one for each server."""

    def __init__(self, modes: ModeStore, memory: CapabilityMemory) -> None:
        self._modes = modes
        self._memory = memory

    async def orders(self, target: Target) -> Orders:
        """What holds for the target at this moment."""
        asked = await self._modes.asked()
        mode = resolve(asked, target.provider, target.model).mode
        known = None
        if mode is Mode.AUTO:
            await self._memory.refresh()
            known = self._memory.recall(target)
        return Orders(mode, known, asked.patience)

    def learn(self, target: Target, finding: Finding) -> None:
        """Remember what a reply showed."""
        self._memory.learn(target, finding)
