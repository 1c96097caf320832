"""Changes that JupyterLab takes back without meaning to.

A tab saves all settings at once, as it knew them when its user began to type; half a second later,
where it was JupyterLab's form. A mode that was set in between, in the status bar or in another
tab, would be gone. A save shows what it is: it comes right after the change, into the file that
the change put in place, and has there exactly what stood there before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..files.look import Fingerprint
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
    put_in_place: Fingerprint


class StaleSaves:
    """The changes of the last seconds; the times are the file system's own."""

    def __init__(self) -> None:
        self._made: list[_Made] = []

    def changed(
        self, place: tuple[str, ...], before: Layer, after: Layer, put_in_place: Fingerprint | None
    ) -> None:
        """A mode was set, and saved with this file."""
        if put_in_place is None:
            return
        made = _Made(place, mode_at(before, place), mode_at(after, place), put_in_place)
        self._made = [each for each in self._made if _seconds(each, put_in_place) < GRACE]
        self._made.append(made)

    def taken_back(self, layer: Layer, fingerprint: Fingerprint | None) -> Sequence[Change]:
        """The modes that a save has taken back without meaning to.

        Settings without anything in them were meant: somebody restored the defaults.
        """
        if fingerprint is None or layer == Layer():
            return ()
        inode = fingerprint[0]
        lost: dict[tuple[str, ...], Mode | None] = {}
        for each in self._made:
            lost.pop(each.place, None)
            recent = 0 <= _seconds(each, fingerprint) < GRACE
            # A program that knows of the change replaces the file; see `SettingsFile`.
            if not recent or self._made[-1].put_in_place[0] != inode:
                continue
            older = {other.before for other in self._made if other.place == each.place}
            now = mode_at(layer, each.place)
            if now != each.after and now in older:
                lost[each.place] = each.after
        return list(lost.items())


def mode_at(layer: Layer, place: tuple[str, ...]) -> Mode | None:
    """The mode that stands at a place in the settings."""
    name, *rest = place
    if not rest:
        return layer.default
    return (layer.providers if name == "providers" else layer.models).get(rest[0])


def _seconds(made: _Made, later: Fingerprint) -> float:
    return (later[1] - made.put_in_place[1]) / 1e9
