"""Where the switch has no effect although it is in place, in the release that is installed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..language import noted
from .detect import Found, Generation

_KNOWN = {
    Generation.V2: ((2, 11), (2, 31)),
    Generation.V3: ((3, 0), (3, 2)),
}
"""The first and the last release of each generation that the extension was tried with."""

_JUPYTERNAUT = ((0, 0), (0, 1))
"""The same for Jupyternaut, which has numbers of its own where it is installed alone."""

_CHAT_STREAMS = (2, 19)


@dataclass(frozen=True)
class Limit:
    """One thing that the switch does not change, or that nobody can vouch for."""

    id: str
    """Stable and kebab-case."""
    text: str
    """One sentence for a person."""


def limits_of(found: Found) -> list[Limit]:
    """The limits of a Jupyter AI whose models are under the switch; mostly there are none."""
    release = _release(found.version)
    limits = []
    if found.generation is Generation.V2 and release is not None and release < _CHAT_STREAMS:
        limits.append(
            Limit(
                "chat-never-streams",
                noted(
                    "The chat of this release of Jupyter AI never streams, whatever the switch "
                    "says; inline completion obeys it. Chat streams from 2.19 on."
                ),
            )
        )
    if not _is_known(found.generation, release):
        limits.append(
            Limit(
                "release-not-tried",
                noted(
                    "The extension was not tried with this release of Jupyter AI, only with 2.11 "
                    "to 2.31 and 3.0 to 3.2; what the switch is in effect for is not known."
                ),
            )
        )
    return limits


def _is_known(generation: Generation, release: tuple[int, int] | None) -> bool:
    ranges = [_KNOWN[generation]] if generation in _KNOWN else []
    if generation is Generation.V3:
        ranges.append(_JUPYTERNAUT)
    return release is not None and any(first <= release <= last for first, last in ranges)


def _release(version: str | None) -> tuple[int, int] | None:
    numbers = re.match(r"(\d+)\.(\d+)", version or "")
    return (int(numbers[1]), int(numbers[2])) if numbers else None
