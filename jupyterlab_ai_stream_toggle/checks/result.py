"""What a check says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ..modes import Mode

if TYPE_CHECKING:
    from .subject import Subject


class CheckState(str, Enum):
    """How far it is."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class Outcome(str, Enum):
    """How a check ended."""

    PASSED = "passed"
    WARNING = "warning"
    """It may work, and may not be what was meant."""
    FAILED = "failed"
    """Chat will not work like this."""
    SKIPPED = "skipped"
    """There was nothing to look at; the explanation says why."""


@dataclass(frozen=True)
class CheckFinding:
    """What one check found, in the language of the user. It may hold secrets; see `secrecy`."""

    outcome: Outcome
    explanation: str
    hint: str | None = None
    """What to do; None where nothing is to be done."""
    figures: dict[str, str] = field(default_factory=dict)
    """What was looked at, by name."""


@dataclass(frozen=True)
class CheckResult:
    """A finding, with the name of the check. Nothing in it is a secret."""

    id: str
    """Stable and kebab-case."""
    title: str
    outcome: Outcome
    explanation: str
    hint: str | None
    figures: dict[str, str]


@dataclass(frozen=True)
class Check:
    """One thing to look at."""

    id: str
    title: str
    """A few words, to be translated when they are said."""
    look: Callable[[Subject], CheckFinding | Awaitable[CheckFinding]]
    """A plain function is called on a worker thread."""


@dataclass(frozen=True)
class CheckVerdict:
    """What it all means for chat."""

    text: str
    """One sentence."""
    works: bool | None
    """Whether chat works in the mode that is in force; None: that was not tried."""
    recommended: Mode | None
    """The mode to set; None where no mode helps, or the one in force is right."""


Figures = Mapping[str, str | None]
"""What was looked at, by name; what is None or empty is left out."""


def passed(explanation: str, figures: Figures | None = None) -> CheckFinding:
    """Nothing is wrong."""
    return CheckFinding(Outcome.PASSED, explanation, None, _given(figures))


def skipped(explanation: str) -> CheckFinding:
    """There was nothing to look at."""
    return CheckFinding(Outcome.SKIPPED, explanation)


def warning(explanation: str, hint: str, figures: Figures | None = None) -> CheckFinding:
    """It may not be what was meant."""
    return CheckFinding(Outcome.WARNING, explanation, hint, _given(figures))


def failed(explanation: str, hint: str, figures: Figures | None = None) -> CheckFinding:
    """Chat will not work like this."""
    return CheckFinding(Outcome.FAILED, explanation, hint, _given(figures))


def _given(figures: Figures | None) -> dict[str, str]:
    return {name: value for name, value in (figures or {}).items() if value}
