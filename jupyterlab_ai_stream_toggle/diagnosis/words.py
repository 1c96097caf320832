"""What is looked for in the words of an error.

As with `wording`, no sentence is looked for, but the thing that is talked about and what is said
of it: a key that is missing, a model that nobody knows. Structure (status, codes, parameters) goes
first wherever both could tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NO = (
    r"(?:\bnot?\b|n't\b|\bnever\b|\bun\w+|\binvalid\w*|\bincorrect\b|\bwrong\b|\bmissing\b"
    r"|\bcannot\b"
    r"|\bwithout\b|\bfail\w*|\bnone\b|\breject\w*|\bdenied\b|\bno\b|不|无|無|未|没|缺)"
)
"""Said of a thing that is not there, or is not taken."""

_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


@dataclass(frozen=True, eq=False)
class Words:
    """What is looked for in a text in lower case, which is several times as fast as in any case."""

    pattern: re.Pattern[str]
    about: tuple[str, ...]
    """One of these is in every text that matches; looking for them costs next to nothing."""

    def found_in(self, text: str) -> bool:
        """Whether a text in lower case speaks of it."""
        if self.about and not any(each in text for each in self.about):
            return False
        return bool(self.pattern.search(text))


def words(*parts: str, about: tuple[str, ...] = ()) -> Words:
    """Any of these patterns, in lower case."""
    lower = _CAPITAL.sub(lambda capital: capital[0].lower(), "|".join(parts))
    return Words(re.compile(lower), about)
