"""What leaves the check holds no secret, whichever check it comes from."""

from __future__ import annotations

from collections.abc import Collection

from ..diagnosis.redaction import redact
from .result import Check, CheckFinding, CheckResult


def without_secrets(
    check: Check, title: str, finding: CheckFinding, secrets: Collection[str]
) -> CheckResult:
    """The finding as the result of a check, with all that looks like a secret hidden."""

    def clean(text: str) -> str:
        return redact(text, secrets)

    return CheckResult(
        id=check.id,
        title=title,
        outcome=finding.outcome,
        explanation=clean(finding.explanation),
        hint=clean(finding.hint) if finding.hint else None,
        figures={name: clean(value) for name, value in finding.figures.items()},
    )
