"""The shape of a cause: all that is known of one kind of failure, in one record.

The records stand in `causes/`, one file a family; `order` says when each is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .case import Case
from .diagnosis import Action, Disproof, Facts, Severity

When = Callable[[Case], bool]


@dataclass(frozen=True)
class Variant:
    """Other words for a cause, where the evidence says more than that it is this one.

    Texts that are left out are those of the cause.
    """

    name: str
    when: Callable[[Case, Facts], bool]
    title: str = ""
    explanation: str = ""
    hint: str = ""


@dataclass(frozen=True, eq=False)
class Cause:
    """What went wrong: how it is recognised, and what users are told.

    Names in braces are filled into the texts: `parameter`, `wait`, `status`.
    """

    id: str
    """Stable: settings refer to it, and the section of its name in `docs/troubleshooting.md`."""
    title: str
    explanation: str
    hint: str
    actions: tuple[Action, ...]
    """What a button can offer, the best first."""
    severity: Severity = Severity.ERROR
    disproof: Disproof = Disproof.ANSWER
    """What shows that it is past."""
    when: When | None = None
    """How it is recognised. None where the next step tells, or where nothing else is found."""
    mid_stream: When | None = None
    """How it is recognised after the first text. None where it comes before, if at all."""
    tried: bool = False
    """Whether it says too little to spare a plain request, before the first content."""
    variants: tuple[Variant, ...] = ()
    """The first that applies has the word."""
    parameter: Callable[[Case], str | None] | None = None
    """What names the parameter of the request that it is about, if it is about one."""
    waits: bool = False
    """Whether it passes by itself, and the words of the endpoint may say when."""

    def applies(self, case: Case) -> bool:
        """Whether this is what went wrong, as far as the case itself can tell."""
        return self.when is not None and self.when(case)

    def applies_mid_stream(self, case: Case) -> bool:
        """The same of a stream that had begun well."""
        return self.mid_stream is not None and self.mid_stream(case)

    def variant(self, case: Case, facts: Facts) -> Variant | None:
        """The words that the evidence calls for; None for those of the cause itself."""
        return next((each for each in self.variants if each.when(case, facts)), None)
