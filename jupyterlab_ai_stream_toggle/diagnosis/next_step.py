"""What a good program does after a failure; it follows from what the failure is."""

from __future__ import annotations

from enum import Enum

from .evidence import FailureEvidence, Phase
from .refusal import (
    blames_options,
    is_bare_at_a_route_for_streams,
    is_refused,
    is_settled,
    is_told_otherwise,
    requires_stream,
)


class NextStep(str, Enum):
    """The answer of `next_step`."""

    STREAM_WITHOUT_OPTIONS = "stream_without_options"
    """Stream again, without `stream_options`."""
    PLAIN_REQUEST = "plain_request"
    """Send it once more without streaming."""
    NEEDS_STREAM = "needs_stream"
    """The endpoint takes streams only: ask for one."""
    KEEP_PARTIAL = "keep_partial"
    """Keep what had arrived and say that it is not complete."""
    RAISE = "raise"
    """Explain; another request would repeat the error or make it worse."""


class Verdict(str, Enum):
    """How sure the evidence is that it is about streaming."""

    REFUSED = "refused"
    """The endpoint named streaming, or an option of it, as what it does not take."""
    UNTELLING = "untelling"
    """Something failed; whether streaming is the reason is not said."""
    OTHER = "other"
    """The reason is known and is not streaming."""


_REFUSALS = frozenset(
    {
        "stream-options-not-supported",
        "streaming-not-supported",
        "streaming-permission-denied",
    }
)
"""What a failure was diagnosed as before, if it named streaming."""


def verdict(evidence: FailureEvidence) -> Verdict:
    """Whether streaming is the reason of a failure before the first content.

    What is not known is tried: one plain request tells more than any words do, which serve to
    spare it where the reason is known.
    """
    if is_refused(evidence) or evidence.diagnosed in _REFUSALS:
        return Verdict.REFUSED
    if is_bare_at_a_route_for_streams(evidence):
        return Verdict.UNTELLING
    if is_settled(evidence) or is_told_otherwise(evidence):
        return Verdict.OTHER
    # Here, because a server that has not failed never needs it.
    from .recognition import recognise

    return Verdict.UNTELLING if recognise(evidence).cause.tried else Verdict.OTHER


def next_step(evidence: FailureEvidence) -> NextStep:
    """What to do after a failure."""
    if evidence.phase is Phase.MID_STREAM:
        return NextStep.KEEP_PARTIAL
    if evidence.phase is Phase.PLAIN_REQUEST:
        return NextStep.NEEDS_STREAM if requires_stream(evidence) else NextStep.RAISE
    judged = verdict(evidence)
    if judged is Verdict.OTHER:
        return NextStep.RAISE
    if judged is Verdict.REFUSED and blames_options(evidence):
        return NextStep.STREAM_WITHOUT_OPTIONS
    return NextStep.PLAIN_REQUEST
