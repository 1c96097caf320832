"""Changes that JupyterLab takes back without meaning to.

A tab saves all settings at once, as it knew them when its user began to type; half a second later,
where it was JupyterLab's form. A mode that was set in between, in the status bar or in another
tab, would be gone. A save shows what it is: it comes right after the change, into the file that
the change put in place, has there exactly what stood there before, and says something else that is
new: what its user typed. A save that only takes back was made for that; "Restore to Defaults" saves
after every key that it removes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..modes import Mode
from .layers import Layer, Place

GRACE = 3.0
"""Seconds in which a tab learns of a change: of its server's at once, of another's in a second."""


@dataclass(frozen=True)
class _Made:
    place: Place
    before: Mode | None
    after: Mode | None
    at: int
    """When it was put in place: nanoseconds of the file system's clock."""


class StaleSaves:
    """The changes of the last seconds, by this server or another of our programs."""

    def __init__(self) -> None:
        self._made: list[_Made] = []

    def replaced(self, known: Layer, written: Layer, at: int) -> None:
        """Another server, or the command line, has put what it had written in place."""
        for place in known.modes.keys() | written.modes.keys():
            before, after = known.modes.get(place), written.modes.get(place)
            if before is not after:
                self.changed(place, before, after, at)

    def changed(self, place: Place, before: Mode | None, after: Mode | None, at: int) -> None:
        """A mode was set, and saved at this time."""
        self._made = [each for each in self._made if _is_recent(each, at)]
        self._made.append(_Made(place, before, after, at))

    def taken_back(
        self, layer: Layer, at: int, known: Layer, defaults: Mapping[str, float]
    ) -> dict[Place, Mode | None]:
        """The modes that a save has taken back without meaning to; None: nothing stood there.

        It is one into the file that the changes are in, made at this time.

        Settings that say nothing but the `defaults` were meant: somebody restored them. So was
        what says nothing new beside what was `known`.
        """
        lost: dict[Place, Mode | None] = {}
        older: dict[Place, set[Mode | None]] = {}
        for each in self._made:
            lost.pop(each.place, None)
            older.setdefault(each.place, set()).add(each.before)
            now = layer.modes.get(each.place)
            if _is_recent(each, at) and now != each.after and now in older[each.place]:
                lost[each.place] = each.after
        if _are_defaults(layer, defaults) or not _says_else(layer, known, lost):
            # Nor is anything of it put in again with the next change.
            self._made = [each for each in self._made if each.place not in lost]
            return {}
        return lost


def _are_defaults(layer: Layer, defaults: Mapping[str, float]) -> bool:
    only_seconds = Layer(seconds=layer.seconds) == layer
    return only_seconds and all(
        defaults.get(name) == value for name, value in layer.seconds.items()
    )


def _says_else(layer: Layer, known: Layer, places: Collection[Place]) -> bool:
    """Whether something stands there, not in one of the places, that was not known."""
    return any(
        place not in places and known.modes.get(place) != mode
        for place, mode in layer.modes.items()
    ) or any(known.seconds.get(name) != value for name, value in layer.seconds.items())


def _is_recent(made: _Made, at: int) -> bool:
    return 0 <= at - made.at < GRACE * 1e9
