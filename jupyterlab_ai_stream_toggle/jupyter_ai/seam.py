"""Methods of Jupyter AI that are replaced while the extension is in effect, and put back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection
from typing import Any

from .adapter import SeamMissing

_REPLACES = "ai_stream_toggle_replaces"


def missing_after(*installs: Callable[[], None]) -> list[SeamMissing]:
    """What those of them missed that could not be installed."""
    return [missing for install in installs if (missing := _missing_after(install))]


def _missing_after(install: Callable[[], None]) -> SeamMissing | None:
    try:
        install()
    except SeamMissing as missing:
        return missing
    return None


class Seam:
    """One method of one class, which may have inherited it."""

    def __init__(self, owner: Any, name: str, takes: Collection[str] = ()) -> None:
        """`takes` are the parameters without which the method is not the one known here.

        Raises SeamMissing; nothing is changed before `replace`.
        """
        current = inspect.getattr_static(owner, name, None)
        where = f"{owner.__module__}.{owner.__name__}.{name}"
        if not inspect.isfunction(current):
            raise SeamMissing("seam-missing", f"{where} is not the method it used to be.")
        # Another server of this process may have replaced it: nothing is wrapped twice.
        self.original: Callable[..., Any]
        replaced = getattr(current, _REPLACES, None)
        if replaced is not None and replaced.ours is current:
            self.original, self.inherited = replaced.original, replaced.inherited
        else:
            self.original, self.inherited = current, name not in vars(owner)
        missing = set(takes) - set(inspect.signature(self.original).parameters)
        if missing:
            raise SeamMissing("seam-missing", f"{where} does not take {', '.join(missing)}.")
        self._owner = owner
        self._name = name
        self.ours: Callable[..., Any] | None = None

    def replace(self, ours: Callable[..., Any]) -> None:
        """Put `ours` where the method was."""
        functools.update_wrapper(ours, self.original)
        setattr(ours, _REPLACES, self)
        setattr(self._owner, self._name, ours)
        self.ours = ours

    def restore(self) -> None:
        """Put the method back, unless another server of this process replaced it since."""
        if self.ours is None or vars(self._owner).get(self._name) is not self.ours:
            return
        if self.inherited:
            delattr(self._owner, self._name)
        else:
            setattr(self._owner, self._name, self.original)
        self.ours = None
