"""How long a finding is relied upon."""

from __future__ import annotations

from dataclasses import replace

from ..modes import Delivery
from .record import Capability, Evidence, Finding

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_STREAM_WORKED = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
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
    if before and before.breaks and finding == _STREAM_WORKED:
        return before  # it has begun well, as those that broke off had
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
    goes_on = finding.delivery is not Delivery.PLAIN
    return Capability(
        delivery=finding.delivery,
        evidence=finding.evidence,
        # A clock that was set back since may not make it seen before it was first seen.
        first_seen=min(before.first_seen, now) if same and before else now,
        last_seen=now,
        expires=expires,
        failures=failures,
        marks_end=before.marks_end if before else None,
        # That a stream begins says nothing of how it ends.
        breaks=before.breaks if goes_on and before else 0,
        broken_at=before.broken_at if goes_on and before else None,
    )


def with_end(before: Capability | None, marked: bool | None, now: float) -> Capability:
    """What is known after a stream that brought a whole answer; `before` if it says nothing new.

    It disproves that streams fail or break off, but not what the endpoint itself said of them.
    `marked`: whether it marked its end; None: that was not seen. One mark is enough to expect it
    from then on; one end without is not enough to expect none of an endpoint that was seen to mark
    its ends.
    """
    if before is None or not before.holds(now) or _is_disproved(before):
        before = _new(before, _STREAM_WORKED, now, now + _WORKED, failures=0)
    if before.breaks:
        before = replace(before, breaks=0, broken_at=None)
    if marked is None:
        return before
    marks_end = marked or bool(before.marks_end)
    return before if before.marks_end is marks_end else replace(before, marks_end=marks_end)


def with_break(
    before: Capability | None, since: float, now: float, *, fall_back: bool
) -> Capability:
    """What is known after a stream that began well and broke off.

    One may be cut by anything: streams are asked for as before. From the second in a row on, they
    are not for ten minutes, then for an hour, then for a day at a time, as after a failure without
    a telling reason; but only if `fall_back`, and not of an endpoint that takes nothing else.

    `since` is when this stream was asked for: what breaks side by side counts as one.
    """
    if before and before.broken_at is not None and since < before.broken_at <= now:
        return before
    breaks = before.breaks + 1 if before else 1
    if before and before.evidence is Evidence.STREAM_REQUIRED:
        return replace(before, breaks=breaks, broken_at=now)
    if fall_back and breaks > 1:
        holds = _UNEXPLAINED[min(breaks - 1, len(_UNEXPLAINED)) - 1]
        after = _new(before, Finding(Delivery.PLAIN, Evidence.BROKE_OFF), now, now + holds, 0)
    elif before and before.holds(now) and before.delivery is not Delivery.STREAM:
        after = before  # why it is asked for in another way stands
    else:
        after = _new(before, Finding(Delivery.STREAM, Evidence.BROKE_OFF), now, now + DAY, 0)
    return replace(after, breaks=breaks, broken_at=now)


def _is_disproved(known: Capability) -> bool:
    """Whether a complete stream is at odds with it."""
    failed = known.delivery is Delivery.PLAIN and not known.evidence.explained
    return failed or known.evidence is Evidence.BROKE_OFF


def marks_end(known: Capability | None, now: float) -> bool | None:
    """Whether the streams of a target mark their end, as far as that is relied upon.

    For as long as a stream that worked is, whatever else was found out since: who is asked for no
    stream for ten minutes marks the end of the next one all the same.
    """
    if known is None:
        return None
    good = replace(known, expires=max(known.expires, known.last_seen + _WORKED))
    return known.marks_end if good.holds(now) else None


def is_news(relied_upon: Capability | None, after: Capability) -> bool:
    """Whether users see something else than before: not that what works goes on working."""
    if relied_upon is None:
        return True
    unmarked = after.marks_end is False and relied_upon.marks_end is not False
    same = (relied_upon.delivery, relied_upon.breaks) == (after.delivery, after.breaks)
    return unmarked or not same
