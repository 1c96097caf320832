"""Changes that JupyterLab takes back without meaning to.

A tab saves all settings at once, as it knew them when its user began to type; half a second later,
where it was JupyterLab's form. A mode that was set in between, in the status bar or in another
tab, would be gone. A save shows what it is: it comes right after the change, into the file that
the change put in place, and has there exactly what stood there before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..files.look import Fingerprint
from ..files.replace import Placed
from ..modes import Mode
from .asked import Layer

GRACE = 3.0
"""Seconds in which a tab learns of a change: of its server's at once, of another's in a second."""

Change = tuple[tuple[str, ...], Mode | None]
"""A place in the settings, and the mode that stands there; None: nothing does."""


@dataclass(frozen=True)
class _Made:
    place: tuple[str, ...]
    before: Mode | None
    after: Mode | None
    at: int
    """When it was put in place: nanoseconds of the file system's clock."""


class StaleSaves:
    """The changes of the last seconds, and the file that they are in."""

    def __init__(self) -> None:
        self._made: list[_Made] = []
        self._inode: int | None = None

    def put_in_place(self, placed: Placed) -> None:
        """This is the file that was written last here."""
        self._inode = placed.inode

    def changed(
        self, place: tuple[str, ...], before: Mode | None, after: Mode | None, placed: Placed
    ) -> None:
        """A mode was set, and saved with this file."""
        self._made = [each for each in self._made if _is_recent(each, placed.at)]
        self._made.append(_Made(place, before, after, placed.at))
        self.put_in_place(placed)

    def taken_back(
        self, layer: Layer, fingerprint: Fingerprint | None, defaults: Mapping[str, float]
    ) -> list[Change]:
        """The modes that a save has taken back without meaning to.

        Settings that say nothing but the `defaults` were meant: somebody restored them. So was
        what another server wrote, or the command line: they replace the file, and know of the
        change.
        """
        if fingerprint is None or fingerprint[0] != self._inode:
            return []
        restored = Layer(seconds=layer.seconds) == layer
        if restored and all(defaults.get(name) == value for name, value in layer.seconds.items()):
            self._made = []  # nor is anything of it put in again with the next change
            return []
        lost: dict[tuple[str, ...], Mode | None] = {}
        older: dict[tuple[str, ...], set[Mode | None]] = {}
        for each in self._made:
            lost.pop(each.place, None)
            older.setdefault(each.place, set()).add(each.before)
            now = mode_at(layer, each.place)
            if _is_recent(each, fingerprint[1]) and now != each.after and now in older[each.place]:
                lost[each.place] = each.after
        return list(lost.items())


def mode_at(layer: Layer, place: tuple[str, ...]) -> Mode | None:
    """The mode that stands at a place in the settings."""
    name, *rest = place
    if not rest:
        return layer.default
    return (layer.providers if name == "providers" else layer.models).get(rest[0])


def _is_recent(made: _Made, at: int) -> bool:
    return 0 <= at - made.at < GRACE * 1e9
