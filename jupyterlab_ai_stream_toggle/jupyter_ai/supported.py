"""The releases of Jupyter AI that the extension was tried with.

Said here and nowhere else; what is written for people (README, `compat/`, the extras) is held to it
by a test.
"""

from __future__ import annotations

from typing import NamedTuple

from .detect import Generation


class Releases(NamedTuple):
    """A range of releases, by their first two numbers; both ends belong to it."""

    first: tuple[int, int]
    last: tuple[int, int]


TRIED = {
    Generation.V2: Releases((2, 11), (2, 31)),
    Generation.V3: Releases((3, 0), (3, 2)),
}

JUPYTERNAUT = Releases((0, 0), (0, 1))
"""The same for Jupyternaut, which has numbers of its own where it is installed alone."""

CHAT_STREAMS = (2, 19)
"""From here on the chat of Jupyter AI 2 asks for streams."""

NAMES = {
    f"{generation.value}_{end}": ".".join(map(str, release))
    for generation, releases in TRIED.items()
    for end, release in releases._asdict().items()
}
"""For texts: `v2_first`, `v2_last`, `v3_first`, `v3_last`."""
