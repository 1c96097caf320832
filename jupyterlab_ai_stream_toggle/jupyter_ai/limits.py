"""Where the switch has no effect although it is in place, in the release that is installed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..language import noted
from .detect import Found, Generation
from .supported import CHAT_STREAMS, JUPYTERNAUT, NAMES, TRIED


@dataclass(frozen=True)
class Limit:
    """One thing that the switch does not change, or that nobody can vouch for."""

    id: str
    """Stable and kebab-case."""
    text: str
    """One sentence for a person."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What stands for the names in it."""


def limits_of(found: Found) -> list[Limit]:
    """The limits of a Jupyter AI whose models are under the switch; mostly there are none."""
    release = _release(found.version)
    limits = []
    if found.generation is Generation.V2 and release is not None and release < CHAT_STREAMS:
        limits.append(
            Limit(
                "chat-never-streams",
                noted(
                    "In this release of Jupyter AI, chat never streams; only inline completion "
                    "does. Chat streams in 2.19 and later."
                ),
            )
        )
    if not _is_known(found.generation, release):
        limits.append(
            Limit(
                "release-not-tried",
                noted(
                    "The extension has not been tested with this release of Jupyter AI, only "
                    "with {v2_first} to {v2_last} and {v3_first} to {v3_last}. The switch may "
                    "not apply everywhere."
                ),
                NAMES,
            )
        )
    return limits


def _is_known(generation: Generation, release: tuple[int, int] | None) -> bool:
    ranges = [TRIED[generation]] if generation in TRIED else []
    if generation is Generation.V3:
        ranges.append(JUPYTERNAUT)
    return release is not None and any(first <= release <= last for first, last in ranges)


def _release(version: str | None) -> tuple[int, int] | None:
    numbers = re.match(r"(\d+)\.(\d+)", version or "")
    return (int(numbers[1]), int(numbers[2])) if numbers else None
