"""Times as they go over the REST interface."""

from __future__ import annotations

from datetime import datetime, timezone


def iso(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601, in UTC, to the second."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
