"""Everything that was asked for, by the user and by the administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..modes import Mode, Patience

PLAIN_AFTER = "plainAfterSeconds"
SILENCE = "silenceSeconds"


@dataclass(frozen=True)
class Layer:
    """What one person asked for."""

    default: Mode | None = None
    providers: Mapping[str, Mode] = field(default_factory=dict)
    """By provider id."""
    models: Mapping[str, Mode] = field(default_factory=dict)
    """By `provider:model`."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By the name of a time in the settings; 0 stands for no limit."""


@dataclass(frozen=True)
class Lock:
    """A mode that the user cannot change."""

    mode: Mode
    reason: str


@dataclass(frozen=True)
class Asked:
    """The input of `resolve`."""

    built_in: Mode
    """The default of the settings schema, before any override."""
    user: Layer = field(default_factory=Layer)
    administrator: Layer = field(default_factory=Layer)
    locks: Mapping[str, Lock] = field(default_factory=dict)
    """By provider id or `provider:model`."""

    @cached_property
    def patience(self) -> Patience:
        """The times in force: the user's, else the administrator's, else the schema's."""
        said = {**self.administrator.seconds, **self.user.seconds}
        return Patience(
            plain_after=said.get(PLAIN_AFTER) or None, silence=said.get(SILENCE) or None
        )

    def mentioned(self) -> dict[str, set[str]]:
        """Providers that have a mode or a lock, each with its models that have one."""
        found: dict[str, set[str]] = {}
        layers = (self.user, self.administrator)
        for name in (
            *self.locks,
            *(name for layer in layers for name in (*layer.providers, *layer.models)),
        ):
            provider, colon, model = name.partition(":")
            models = found.setdefault(provider, set())
            if colon:
                models.add(model)
        return found
