"""Memories of endpoints with a clock of their own, and what they tell."""

from __future__ import annotations

import logging
from pathlib import Path

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

TARGET = Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21", key_mark="a1b2")
STREAM = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
PLAIN = Finding(Delivery.PLAIN, Evidence.REFUSED)
UNTOLD = Finding(Delivery.PLAIN, Evidence.FAILED)
LOG = logging.getLogger("test")
MINUTE = 60


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Told(list[tuple[Target | None, Delivery | None]]):
    def __call__(self, target: Target | None, capability: Capability | None) -> None:
        self.append((target, capability.delivery if capability else None))


def memory(
    path: Path | None = None, limit: int = 100, clock: Clock | None = None
) -> tuple[CapabilityMemory, Told]:
    told = Told()
    file = CapabilityFile(path, limit, LOG) if path else None
    made = CapabilityMemory(told, log=LOG, file=file, limit=limit, clock=clock or Clock())
    return made, told


def delivery(made: CapabilityMemory, target: Target = TARGET) -> Delivery | None:
    known = made.recall(target)
    return known.delivery if known else None
