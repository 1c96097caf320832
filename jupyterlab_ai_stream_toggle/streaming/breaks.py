"""Whether a stream that failed in its midst was broken off, as far as that can be seen."""

from __future__ import annotations

from ..diagnosis.evidence import Phase, evidence_of
from .failures import Silent, StreamInterrupted
from .reply import Ending, Reception


def broke_off(error: Exception, seen: Reception, *, marks_end: bool | None) -> bool:
    """Whether the endpoint broke it off, or something on the way, or it fell silent.

    Not what a client library makes of a stream that came to its end, nor where it gave up by itself
    in the midst of one. (Stop is none of all that: it cancels, and nothing fails.)

    `marks_end`: whether the endpoint was seen to mark the ends of its streams.
    """
    if not isinstance(error, StreamInterrupted):
        return False
    if not seen.seen:
        return _is_told(error)
    if seen.error is not None:
        return True
    if seen.ending is None:
        return isinstance(error.__cause__, Silent)
    early = seen.ending is Ending.UNMARKED and bool(marks_end)
    return early or seen.ending is Ending.CUT


def _is_told(error: StreamInterrupted) -> bool:
    """Whether the client library says so, where nobody else has seen it."""
    if isinstance(error.__cause__, Silent):
        return True
    facts = evidence_of(error.__cause__ or error, Phase.MID_STREAM)
    return facts.is_network or facts.timed_out or facts.ended_early
