"""The evidence of a failure, as causes look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .evidence import FailureEvidence
from .words import Words

# With a host: a scheme alone is what somebody speaks of.
_URL = re.compile(r"https?://[^\s'\"]\S*")
# What client libraries put before the words of the endpoint, or in their place: names of
# exceptions, and the phrase of the status. `RateLimitError` says no more than the 429 does.
_CLASS = re.compile(r"\b(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)\b")
_STATUS_LINE = re.compile(r"\b[45]\d\d [A-Z][a-z]+(?: [A-Z][a-z]+){0,4}\b")
_LENGTH = 4_000
"""Characters of the words that are looked at: who explains an error does so at its beginning."""


@dataclass(frozen=True)
class Case:
    """Evidence, and what causes want to know of it more than once."""

    evidence: FailureEvidence
    said: str
    """The words of whoever spoke, without addresses: what stands in those nobody said."""
    words: str
    """The same in lower case."""
    _heard: dict[Words, bool] = field(default_factory=dict, compare=False)

    @property
    def raw(self) -> str:
        """The beginning of the error as the client library words it."""
        return self.evidence.raw[:_LENGTH]

    @property
    def parameter(self) -> str | None:
        """The parameter of the request that the error's structure names as its subject."""
        names = sorted(
            each
            for each in self.evidence.parameters
            if each and each.lower() not in ("none", "null", "key") and not each.isdigit()
        )
        return names[0] if names else None

    def code(self, pattern: re.Pattern[str]) -> bool:
        """Whether one of the codes is like this."""
        return any(map(pattern.search, self.evidence.codes))

    def is_a(self, *names: str) -> bool:
        """Whether the exception, or one of its causes, is of such a class."""
        return not self.evidence.classes.isdisjoint(names)

    def says(self, words: Words) -> bool:
        """Whether the words speak of it."""
        heard = self._heard.get(words)
        if heard is None:
            heard = self._heard[words] = words.found_in(self.words)
        return heard

    def has(self, *statuses: int) -> bool:
        """Whether the status is one of these."""
        return self.evidence.status in statuses


def case_of(evidence: FailureEvidence) -> Case:
    """The evidence as causes look at it."""
    client = _STATUS_LINE.sub(" ", evidence.client[:_LENGTH])
    said = _CLASS.sub(" ", _URL.sub(" ", f"{evidence.text[:_LENGTH]}\n{client}"))
    return Case(evidence, said, said.lower())
