"""What a target turned out to support."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..modes import Delivery

CLOCK_SKEW = 60.0
"""Seconds by which the clocks of hosts may differ that share the home of a user."""


class Evidence(str, Enum):
    """Why a delivery was found to be the one that works."""

    STREAM_WORKED = "stream-worked"
    REFUSED = "refused"
    """The endpoint said that it takes no stream, or no `stream_options`."""
    ANSWERED_WHOLE = "answered-whole"
    """A stream was asked for, and one whole JSON answer came."""
    STREAM_REQUIRED = "stream-required"
    """The endpoint said that it takes streams only."""
    FAILED = "failed"
    """The stream failed without a telling reason; the plain request was answered."""
    ENDED_EMPTY = "ended-empty"
    """The stream ended without content; the plain request was answered."""
    SILENT = "silent"
    """The stream was silent for long; the plain request was answered first."""
    BROKE_OFF = "broke-off"
    """The last stream began well and broke off; `Capability.breaks` has how many in a row."""

    @property
    def explained(self) -> bool:
        """Whether the endpoint itself made clear what it takes."""
        return self not in (
            Evidence.FAILED,
            Evidence.ENDED_EMPTY,
            Evidence.SILENT,
            Evidence.BROKE_OFF,
        )


@dataclass(frozen=True)
class Finding:
    """What one reply showed: the delivery that brought it, and why it was that one."""

    delivery: Delivery
    evidence: Evidence


@dataclass(frozen=True)
class Capability:
    """What is known about a target. Times are seconds since the epoch."""

    delivery: Delivery
    evidence: Evidence
    first_seen: float
    """When this delivery was first found to be the one that works."""
    last_seen: float
    """When a reply last showed it."""
    expires: float
    """Until when it is relied upon; from then on a stream is tried again."""
    failures: int = 0
    """Unexplained failures in a row, each seen when a stream was tried again."""
    marks_end: bool | None = None
    """Whether its streams were seen to mark their end, by a finish reason or the like.

    None: not known. Where it is false, an answer that was cut off in a clean way cannot be told
    from a whole one.
    """

    breaks: int = 0
    """Streams in a row that broke off after a good beginning."""
    broken_at: float | None = None
    """When the last of these did."""
    from_administrator: bool = False
    """Whether the administrator said so; never in the user's own file."""

    def holds(self, now: float) -> bool:
        """Whether it is still relied upon.

        Not where it would have been seen in the future: the clock was set back since, and it would
        hold for as long as the clock had been ahead.
        """
        return self.last_seen - CLOCK_SKEW <= now < self.expires
