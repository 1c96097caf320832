"""What users read for a mode: the words of the buttons, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from .language import noted, say
from .modes import Mode

_NAMES = {Mode.AUTO: noted("Auto"), Mode.ON: noted("On"), Mode.OFF: noted("Off")}


def mode_name(mode: Mode) -> str:
    """The name of a mode."""
    return say(_NAMES[mode])


def names_of_either(modes: Iterable[Mode]) -> str:
    """The names of modes of which one can be chosen."""
    return reduce(
        lambda some, last: say("{some} or {last}", some=some, last=last), map(mode_name, modes)
    )
