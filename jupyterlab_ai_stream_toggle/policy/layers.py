"""Everything that was asked for, by the user and by the administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..modes import Mode, Timeouts
from .locks import Lock, is_pattern

DEFAULT_MODE = "defaultMode"
PROVIDERS = "providers"
MODELS = "models"
PLAIN_AFTER = "plainAfterSeconds"
SILENCE = "silenceSeconds"
PLAIN_TIMEOUT = "plainTimeoutSeconds"
SECONDS = (PLAIN_AFTER, SILENCE, PLAIN_TIMEOUT)

Place = tuple[str, ...]
"""Where a mode stands in the settings: the keys on the way to it."""


def place_of(provider: str | None, model: str | None) -> Place:
    """Where the mode of a model, of a provider, or of all of them stands."""
    if provider is None:
        return (DEFAULT_MODE,)
    return (MODELS, f"{provider}:{model}") if model else (PROVIDERS, provider)


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

    @cached_property
    def modes(self) -> Mapping[Place, Mode]:
        """All of the modes, by their place in the settings."""
        default: dict[Place, Mode] = {} if self.default is None else {(DEFAULT_MODE,): self.default}
        return {
            **default,
            **{(PROVIDERS, name): mode for name, mode in self.providers.items()},
            **{(MODELS, name): mode for name, mode in self.models.items()},
        }

    def with_mode(self, place: Place, mode: Mode | None) -> Layer:
        """The same with another mode, or none, in one place."""
        modes = {**self.modes, place: mode}
        return Layer(
            default=modes.get((DEFAULT_MODE,)),
            providers=_in(PROVIDERS, modes),
            models=_in(MODELS, modes),
            seconds=self.seconds,
        )


def _in(section: str, modes: Mapping[Place, Mode | None]) -> dict[str, Mode]:
    return {place[1]: mode for place, mode in modes.items() if place[0] == section and mode}


@dataclass(frozen=True)
class Layers:
    """The input of `resolve`."""

    built_in: Mode
    """The default of the settings schema, before any override."""
    user: Layer = field(default_factory=Layer)
    administrator: Layer = field(default_factory=Layer)
    locks: Mapping[str, Lock] = field(default_factory=dict)
    """By provider id or `provider:model`, which may be patterns."""

    @cached_property
    def timeouts(self) -> Timeouts:
        """The times in force: the user's, else the administrator's, else the schema's."""
        said = {**self.administrator.seconds, **self.user.seconds}
        return Timeouts(
            plain_after=said.get(PLAIN_AFTER) or None,
            silence=said.get(SILENCE) or None,
            plain=said.get(PLAIN_TIMEOUT) or None,
        )

    def mentioned(self) -> dict[str, set[str]]:
        """Providers that have a mode or a lock by name, each with its models that have one."""
        found: dict[str, set[str]] = {}
        layers = (self.user, self.administrator)
        for name in (
            *(name for name in self.locks if not is_pattern(name)),
            *(name for layer in layers for name in (*layer.providers, *layer.models)),
        ):
            provider, colon, model = name.partition(":")
            models = found.setdefault(provider, set())
            if colon:
                models.add(model)
        return found
