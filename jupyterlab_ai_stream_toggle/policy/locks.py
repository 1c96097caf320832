"""Locks as an administrator writes them in the server's configuration."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import noted
from ..modes import Mode
from .layers import Lock

DEFAULT_REASON = noted("Set by the administrator of this Jupyter server.")


def parse_locks(value: Mapping[str, object], where: str = "StreamToggle.locked") -> dict[str, Lock]:
    """Locks by provider id or `provider:model`.

    A lock is a mode, or a mapping with `mode` and the `reason` that users are shown. Raises
    ValueError, naming the entry and the allowed values, for anything else; `where` is what the
    administrator knows the whole by.
    """
    return {_name(name, where): _lock(name, lock, where) for name, lock in value.items()}


def _name(name: object, where: str) -> str:
    provider, colon, model = name.partition(":") if isinstance(name, str) else ("", "", "")
    if not provider or (colon and not model):
        raise ValueError(
            f"{where}: {name!r} is neither a provider, such as 'azure', "
            "nor a provider:model, such as 'azure:gpt-4o'."
        )
    return str(name)


def _lock(name: object, value: object, where: str) -> Lock:
    reason: object = DEFAULT_REASON
    mode = value
    if isinstance(value, Mapping):
        mode, reason = value.get("mode"), value.get("reason", DEFAULT_REASON)
        unknown = set(value) - {"mode", "reason"}
        if unknown or not isinstance(reason, str) or not reason:
            raise ValueError(
                f"{where}[{name!r}] is {value!r}; valid keys are 'mode' and 'reason', "
                "both with a text."
            )
    try:
        return Lock(Mode(mode), str(reason))
    except ValueError as error:
        allowed = ", ".join(repr(each.value) for each in Mode)
        raise ValueError(f"{where}[{name!r}] is {mode!r}; valid modes are {allowed}.") from error
