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
        """What was last found out about the model, asked like the target if it was.

        Who asks about a model from outside cannot always tell its endpoint as the model itself
        does: clients have defaults and environment variables of their own.
        """
        of_model = [
            (known, record)
            for known, record in reversed(self._records.items())
            if known.model_key == target.model_key
        ]
        for known, record in of_model:
            if (known.endpoint, known.api_version) == (target.endpoint, target.api_version):
                return record
        return of_model[0][1] if of_model else None

    def learn(self, target: Target, capability: Capability) -> None:
        """Remember what worked."""
        before = self._records.get(target)
        self._records[target] = capability
        self._records.move_to_end(target)
        while len(self._records) > self._limit:
            self._records.popitem(last=False)
        if before is None or before.delivery is not capability.delivery:
            self._changed(target, capability)
