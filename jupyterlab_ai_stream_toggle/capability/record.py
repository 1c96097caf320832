"""What a target turned out to support."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..modes import Delivery


class Evidence(str, Enum):
    """Why a delivery was found to be the one that works."""

    STREAM_WORKED = "stream-worked"
    REFUSED = "refused"
    """The endpoint said that it takes no stream, or no `stream_options`."""
    FAILED = "failed"
    """The stream failed without a telling reason; the plain request was answered."""
    ENDED_EMPTY = "ended-empty"
    """The stream ended without content; the plain request was answered."""


@dataclass(frozen=True)
class Capability:
    """The delivery that works for a target, and why we believe so."""

    delivery: Delivery
    evidence: Evidence
