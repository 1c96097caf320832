"""Who set a trait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Place(str, Enum):
    """The kinds of places where a trait can be set, the one that counts first."""

    CONFIGURATION = "configuration"
    """A configuration file, or the command line of the server."""
    ENVIRONMENT = "environment"
    DEFAULT = "default"

    @property
    def correct_it(self) -> str:
        """What to do about a mistake there."""
        if self is Place.ENVIRONMENT:
            return (
                "Correct it where the environment of this server is set (the spawner, the "
                "container or the shell), or remove it there; then start the server again."
            )
        return "Correct it in the configuration, then start the server again."


@dataclass(frozen=True)
class Origin:
    """Where the value of a trait comes from."""

    place: Place
    name: str
    """What to look for there: `c.StreamToggle.locked`, or the name of the variable."""
