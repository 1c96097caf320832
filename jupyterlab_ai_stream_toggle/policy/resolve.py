"""Which mode is in force, and who decided it."""

from __future__ import annotations

from dataclasses import replace

from ..modes import Decision, Mode, Source
from .layers import Layers, place_of


def resolve(asked: Layers, provider: str | None = None, model: str | None = None) -> Decision:
    """The decision about a provider, or about one of its models.

    The first of these that says something decides:

    1. the administrator's lock: of the model, then of the provider;
    2. the model's mode: the user's, then the administrator's (`overrides.json`);
    3. the provider's mode: the user's, then the administrator's;
    4. the user's default mode;
    5. the administrator's default mode;
    6. the built-in default.

    What names the model more closely wins over what names it less closely, and among equals the
    user wins over an administrator who did not lock. With neither provider nor model the answer
    is the default for everything without a mode of its own.
    """
    key = f"{provider}:{model}" if provider and model else None

    for name in (key, provider):
        lock = asked.locks.get(name) if name else None
        if lock:
            return Decision(lock.mode, Source.ADMINISTRATOR_LOCK, lock.reason)

    named: list[tuple[Mode | None, Source]] = []
    if key:
        named += [
            (asked.user.models.get(key), Source.MODEL_SETTING),
            (asked.administrator.models.get(key), Source.ADMINISTRATOR_DEFAULT),
        ]
    if provider:
        named += [
            (asked.user.providers.get(provider), Source.PROVIDER_SETTING),
            (asked.administrator.providers.get(provider), Source.ADMINISTRATOR_DEFAULT),
        ]
    named += [
        (asked.user.default, Source.USER_DEFAULT),
        (asked.administrator.default, Source.ADMINISTRATOR_DEFAULT),
    ]
    for mode, source in named:
        if mode is not None:
            return Decision(mode, source)
    return Decision(asked.built_in, Source.BUILT_IN)


def inherited(asked: Layers, provider: str | None = None, model: str | None = None) -> Mode:
    """The mode in force if the user had none in this very place."""
    place = place_of(provider, model)
    if place in asked.user.modes:
        asked = replace(asked, user=asked.user.with_mode(place, None))
    return resolve(asked, provider, model).mode
