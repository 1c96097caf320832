"""Locks as an administrator writes them in the server's configuration."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import noted
from ..modes import Mode
from .locks import Lock

DEFAULT_REASON = noted("Set by the administrator of this Jupyter server.")


def parse_locks(value: Mapping[str, object], where: str = "StreamToggle.locked") -> dict[str, Lock]:
    """Locks by provider id or `provider:model`, in both of which `*` stands for any characters.

    A lock is a mode, a list of the modes that are allowed, or a mapping with `mode` or `modes` and
    the `reason` that users are shown. Raises ValueError, naming the entry and the allowed values,
    for anything else; `where` is what the administrator knows the whole by.
    """
    return {_name(name, where): _lock(name, lock, where) for name, lock in value.items()}


def _name(name: object, where: str) -> str:
    provider, colon, model = name.partition(":") if isinstance(name, str) else ("", "", "")
    if not provider or (colon and not model):
        raise ValueError(
            f"{where}: {name!r} is neither a provider, such as 'azure', "
            "nor a provider:model, such as 'azure:gpt-4o' or 'azure:gpt-*'."
        )
    return str(name)


def _lock(name: object, value: object, where: str) -> Lock:
    entry = f"{where}[{name!r}]"
    reason: object = DEFAULT_REASON
    modes = value
    if isinstance(value, Mapping):
        reason = value.get("reason", DEFAULT_REASON)
        unknown = set(value) - {"mode", "modes", "reason"}
        if unknown or not isinstance(reason, str) or not reason or {"mode", "modes"} <= set(value):
            raise ValueError(
                f"{entry} is {value!r}; valid keys are 'mode' with a mode, or 'modes' with a list "
                "of the allowed ones, and 'reason' with a text."
            )
        modes = value.get("modes", value.get("mode"))
    return Lock(_modes(entry, modes), str(reason))


def _modes(entry: str, value: object) -> tuple[Mode, ...]:
    allowed = ", ".join(repr(each.value) for each in Mode)
    if not isinstance(value, (list, tuple, set, frozenset)):
        return (_mode(entry, value, allowed),)
    # A set has no order of its own.
    listed = value if isinstance(value, (list, tuple)) else sorted(value, key=str)
    if not listed:
        raise ValueError(f"{entry} allows no mode; list one or more of {allowed}.")
    return tuple(dict.fromkeys(_mode(entry, each, allowed) for each in listed))


def _mode(entry: str, value: object, allowed: str) -> Mode:
    try:
        return Mode(value)
    except ValueError as error:
        raise ValueError(f"{entry} is {value!r}; valid modes are {allowed}.") from error
