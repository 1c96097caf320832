"""How long a finding is relied upon."""

from __future__ import annotations

from dataclasses import replace

from ..modes import Delivery
from .record import Capability, Evidence, Finding

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EXPLAINED = 7 * DAY
_WORKED = 30 * DAY
_UNEXPLAINED = (10 * MINUTE, HOUR, DAY)
"""After the first unexplained failure, the second in a row, and each further one."""
_WORTH_SAYING = HOUR
"""A delivery that goes on working moves its times on this often, not with each reply."""


def weigh(before: Capability | None, finding: Finding, now: float) -> Capability:
    """What is known after a finding; `before` itself if it says nothing new.

    An explicit refusal holds for seven days. A failure without a telling reason, such as a bare
    500, holds for ten minutes; then a stream is tried again, and failing again it holds for an
    hour, then for a day at a time. Replies that fail side by side count as one failure.
    """
    same = before is not None and before.delivery is finding.delivery
    if before and before.evidence is Evidence.STREAM_REQUIRED and same:
        finding = Finding(before.delivery, before.evidence)  # says more than that it worked
    if finding.evidence.explained:
        holds = _WORKED if finding.evidence is Evidence.STREAM_WORKED else _EXPLAINED
        if same and before and before.evidence is finding.evidence:
            if before.holds(now) and now - before.last_seen < _WORTH_SAYING:
                return before
            return replace(before, last_seen=now, expires=now + holds)
        return _new(before, finding, now, now + holds, failures=0)

    if same and before and before.holds(now):
        return before  # explained better already, or another reply that failed beside this one
    failures = before.failures + 1 if before else 1
    holds = _UNEXPLAINED[min(failures, len(_UNEXPLAINED)) - 1]
    return _new(before, finding, now, now + holds, failures)


def _new(
    before: Capability | None, finding: Finding, now: float, expires: float, failures: int
) -> Capability:
    same = before is not None and before.delivery is finding.delivery
    return Capability(
        delivery=finding.delivery,
        evidence=finding.evidence,
        # A clock that was set back since may not make it seen before it was first seen.
        first_seen=min(before.first_seen, now) if same and before else now,
        last_seen=now,
        expires=expires,
        failures=failures,
        marks_end=before.marks_end if before else None,
    )


def with_ending(before: Capability | None, marked: bool, now: float) -> Capability:
    """What is known after a stream that brought a whole answer; `before` if it says nothing new.

    One mark is enough to expect it from then on; one end without is not enough to expect none of
    an endpoint that was seen to mark its ends.
    """
    if before is None or not before.holds(now):
        before = weigh(before, Finding(Delivery.STREAM, Evidence.STREAM_WORKED), now)
    marks_end = marked or bool(before.marks_end)
    return before if before.marks_end is marks_end else replace(before, marks_end=marks_end)
