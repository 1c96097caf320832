"""What a user's own servers found out, over what the administrator knows.

The administrator's word counts while it holds, unless the user's own finding is of later date and
holds as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..target import Target
from .central import CentralKnowledge
from .record import Capability
from .storage import Records

Known = tuple[Target, Capability]


def known_of(
    target: Target, own: Records, central: CentralKnowledge, now: float
) -> Capability | None:
    """What there is to know of a target, whether it still holds or not."""
    found, handed = own.get(target), central.about(target)
    if handed is None or not handed.holds(now):
        return found
    later = found is not None and found.last_seen >= handed.last_seen and found.holds(now)
    return found if later else handed


def all_known(own: Records, central: CentralKnowledge, now: float) -> Iterator[Known]:
    """All that is relied upon: the user's own, the last seen first, then the administrator's."""
    shown = set()
    for target in reversed(own):
        known = known_of(target, own, central, now)
        if known and not known.from_administrator and known.holds(now):
            shown.add(for_everybody(target))
            yield target, known
    for target, known in central.findings.items():
        if known.holds(now) and target not in shown:
            yield target, known


def known_of_model(
    asked: Target, own: Records, central: CentralKnowledge, now: float
) -> Known | None:
    """The last of it about a model; what the caller does not know (None) matches anything."""
    for target in reversed(own):
        if _may_be(asked, target) and (known := known_of(target, own, central, now)):
            if known.from_administrator:
                return for_everybody(target), known
            if known.holds(now):
                return target, known
    for target, known in central.findings.items():
        if known.holds(now) and _may_be(for_everybody(asked), target):
            return target, known
    return None


def for_everybody(target: Target) -> Target:
    """As the administrator knows it: users have keys of their own."""
    return replace(target, key_mark=None)


def _may_be(asked: Target, known: Target) -> bool:
    return (
        known.model == asked.model
        and known.provider == asked.provider
        and asked.endpoint in (None, known.endpoint)
        and asked.api_version in (None, known.api_version)
        and asked.key_mark in (None, known.key_mark)
    )
