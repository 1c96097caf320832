"""The known name that was most likely meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_ALIKE = 0.7
"""Of 1: one letter too many, too few or in the wrong place is nearer than that."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """The most similar of the known names; None where none is similar.

    Capitals make no difference. A name of which one is the beginning of the other counts as well:
    Jupyter AI 2 calls `azure-chat-openai` what is `azure` in Jupyter AI 3.
    """
    by_small = {each.lower(): each for each in sorted(known)}
    small = name.lower()
    if close := get_close_matches(small, by_small, n=1, cutoff=_ALIKE):
        return by_small[close[0]]
    begins = [each for each in by_small if f"{each}-".startswith(f"{small}-")]
    begins += [each for each in by_small if f"{small}-".startswith(f"{each}-")]
    return by_small[min(begins, key=len)] if begins else None
