"""Which mode is in force, and who decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..modes import Decision, Mode, Source
from .layers import Layers, place_of
from .locks import Lock, lock_about


def resolve(asked: Layers, provider: str | None = None, model: str | None = None) -> Decision:
    """The decision about a provider, or about one of its models.

    The first of these that says something decides:

    1. the administrator's lock (see `lock_about`), where it leaves a single mode;
    2. the model's mode: the user's, then the administrator's (`overrides.json`);
    3. the provider's mode: the user's, then the administrator's;
    4. the user's default mode;
    5. the administrator's default mode;
    6. the built-in default.

    What names the model more closely wins over what names it less closely, and among equals the
    user wins over an administrator who did not lock. With neither provider nor model the answer
    is the default for everything without a mode of its own.

    Where a lock leaves several modes, what asks for another one is passed over; if nothing else is
    left, the first that the lock lists is in force.
    """
    said = _said(asked, provider, model)
    lock = lock_about(asked.locks, provider, model)
    # One that allows everything is an exception to a less specific one.
    limited = lock is not None and set(lock.modes) != set(Mode)
    return _within(lock, said) if lock and limited else Decision(*next(said))


def inherited(asked: Layers, provider: str | None = None, model: str | None = None) -> Mode:
    """The mode in force if the user had none in this very place."""
    place = place_of(provider, model)
    if place in asked.user.modes:
        asked = replace(asked, user=asked.user.with_mode(place, None))
    return resolve(asked, provider, model).mode


_THE_USERS = (Source.MODEL_SETTING, Source.PROVIDER_SETTING, Source.USER_DEFAULT)


def _within(lock: Lock, said: Iterator[tuple[Mode, Source]]) -> Decision:
    if len(lock.modes) == 1:
        return Decision(lock.modes[0], Source.ADMINISTRATOR_LOCK, lock.reason, allowed=lock.modes)
    passed_over = None
    for mode, source in said:
        if mode in lock.modes:
            return Decision(mode, source, lock.reason, lock.modes, passed_over)
        if source in _THE_USERS:
            passed_over = passed_over or mode
    return Decision(lock.modes[0], Source.ADMINISTRATOR_LOCK, lock.reason, lock.modes, passed_over)


def _said(asked: Layers, provider: str | None, model: str | None) -> Iterator[tuple[Mode, Source]]:
    """All that was asked for about it, the nearest first; the built-in default is the last."""
    key = f"{provider}:{model}" if provider and model else None
    user, administrator = asked.user, asked.administrator
    named: list[tuple[Mode | None, Source]] = []
    if key:
        named += [
            (user.models.get(key), Source.MODEL_SETTING),
            (administrator.models.get(key), Source.ADMINISTRATOR_DEFAULT),
        ]
    if provider:
        named += [
            (user.providers.get(provider), Source.PROVIDER_SETTING),
            (administrator.providers.get(provider), Source.ADMINISTRATOR_DEFAULT),
        ]
    named += [
        (user.default, Source.USER_DEFAULT),
        (administrator.default, Source.ADMINISTRATOR_DEFAULT),
        (asked.built_in, Source.BUILT_IN),
    ]
    return ((mode, source) for mode, source in named if mode is not None)
