"""What users read for a mode: the words of the buttons, in their language."""

from __future__ import annotations

from .language import noted, say
from .modes import Mode

_NAMES = {Mode.AUTO: noted("Auto"), Mode.ON: noted("On"), Mode.OFF: noted("Off")}


def mode_name(mode: Mode) -> str:
    """The name of a mode."""
    return say(_NAMES[mode])
