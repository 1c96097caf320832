"""What was found out about targets, for as long as the server runs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from ..target import Target
from .record import Capability

Changed = Callable[[Target, Capability], None]

LIMIT = 1000
"""Targets remembered at most; the one not used for longest goes first."""


class CapabilityMemory:
    """Remembers the delivery that worked, by target.

    Only the event loop's thread uses it.
    """

    def __init__(self, changed: Changed, limit: int = LIMIT) -> None:
        """`changed` is called when a target is found to need another delivery than before."""
        self._records: OrderedDict[Target, Capability] = OrderedDict()
        self._changed = changed
        self._limit = limit

    def recall(self, target: Target) -> Capability | None:
        """What is known about the target."""
        record = self._records.get(target)
        if record is not None:
            self._records.move_to_end(target)
        return record

    def about_model(self, target: Target) -> Capability | None:
        """What is known about the target, with tools or, failing that, without."""
        for tools in (True, False):
            record = self._records.get(
                Target(target.provider, target.model, target.endpoint, target.api_version, tools)
            )
            if record is not None:
                return record
        return None

    def learn(self, target: Target, capability: Capability) -> None:
        """Remember what worked."""
        before = self._records.get(target)
        self._records[target] = capability
        self._records.move_to_end(target)
        while len(self._records) > self._limit:
            self._records.popitem(last=False)
        if before is None or before.delivery is not capability.delivery:
            self._changed(target, capability)
