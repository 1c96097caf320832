"""Locks: which modes an administrator leaves to choose from, and for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..modes import Mode

ANY = "*"
"""In the key of a lock: any characters, or none."""


@dataclass(frozen=True)
class Lock:
    """The modes that are left to choose from; a single one is in force."""

    modes: tuple[Mode, ...]
    """At least one, and each once, as the administrator listed them: the first is in force where
    nothing that is allowed was asked for."""
    reason: str


def is_pattern(name: str) -> bool:
    """Whether the key of a lock stands for more than one name."""
    return ANY in name


def lock_about(locks: Mapping[str, Lock], provider: str | None, model: str | None) -> Lock | None:
    """The lock of a provider or a model; with neither, that of everything.

    Of several that fit the most specific one counts: one that names models before one that does
    not, a provider's own name before a pattern, a model's own name before a pattern, and of
    patterns the one with more characters that have to be there. Of equal ones the first counts.
    """
    fitting = [name for name in locks if _fits(name, provider, model)]
    return locks[max(fitting, key=_specificity)] if fitting else None


def locks_of_models(locks: Mapping[str, Lock], provider: str) -> list[tuple[str, Lock]]:
    """The locks of models of a provider that stand under a pattern, the most specific one first."""
    found = []
    for name in sorted(locks, key=_specificity, reverse=True):
        of_provider, colon, of_model = name.partition(":")
        if colon and is_pattern(name) and _matches(of_provider, provider):
            found.append((of_model, locks[name]))
    return found


def _fits(name: str, provider: str | None, model: str | None) -> bool:
    of_provider, colon, of_model = name.partition(":")
    if provider is None:
        return name == ANY
    if not _matches(of_provider, provider):
        return False
    return not colon or (model is not None and _matches(of_model, model))


def _matches(pattern: str, name: str) -> bool:
    return _expression(pattern).fullmatch(name) is not None if ANY in pattern else pattern == name


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    # Only the star is special: brackets and question marks occur in the names of models.
    return re.compile(".*".join(map(re.escape, pattern.split(ANY))), re.DOTALL)


def _specificity(name: str) -> tuple[bool, bool, bool, int, int]:
    provider, colon, model = name.partition(":")
    return (
        bool(colon),
        ANY not in provider,
        ANY not in model,
        len(provider.replace(ANY, "")),
        len(model.replace(ANY, "")),
    )
