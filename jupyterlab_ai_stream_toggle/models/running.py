"""The switch that is in effect in this process, for models that are made by others."""

from __future__ import annotations

from .governor import Governor

_running: list[Governor] = []


def begin(governor: Governor) -> None:
    """From now on this is the switch that counts. Of several servers it is the last one's."""
    _running.append(governor)


def end(governor: Governor) -> None:
    """Its server has ended."""
    if governor in _running:
        _running.remove(governor)


def running() -> Governor | None:
    """The switch; None where no server runs one."""
    return _running[-1] if _running else None
