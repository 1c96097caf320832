"""Methods of Jupyter AI that are replaced while the extension is in effect, and put back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection
from typing import Any

from .adapter import SeamMissing

_ORIGINAL = "ai_stream_toggle_original"


def missing_after(install: Callable[[], None]) -> SeamMissing | None:
    """What `install` missed, if it did."""
    try:
        install()
    except SeamMissing as missing:
        return missing
    return None


class Seam:
    """One method of one class."""

    def __init__(self, owner: Any, name: str, takes: Collection[str] = ()) -> None:
        """`takes` are the parameters without which the method is not the one known here.

        Raises SeamMissing; nothing is changed before `replace`.
        """
        current = vars(owner).get(name) if isinstance(owner, type) else None
        where = f"{getattr(owner, '__module__', '')}.{getattr(owner, '__name__', owner)}.{name}"
        if not inspect.isfunction(current):
            raise SeamMissing("seam-missing", f"{where} is not the method it used to be.")
        # Another server of this process may have replaced it: nothing is wrapped twice.
        self.original: Callable[..., Any] = getattr(current, _ORIGINAL, current)
        missing = set(takes) - set(inspect.signature(self.original).parameters)
        if missing:
            raise SeamMissing("seam-missing", f"{where} does not take {', '.join(missing)}.")
        self._owner = owner
        self._name = name
        self._ours: Callable[..., Any] | None = None

    def replace(self, ours: Callable[..., Any]) -> None:
        """Put `ours` where the method was."""
        functools.update_wrapper(ours, self.original)
        setattr(ours, _ORIGINAL, self.original)
        setattr(self._owner, self._name, ours)
        self._ours = ours

    def restore(self) -> None:
        """Put the method back, unless another server of this process replaced it since."""
        if self._ours is not None and vars(self._owner).get(self._name) is self._ours:
            setattr(self._owner, self._name, self.original)
        self._ours = None
