"""What goes over the wire: httpx is watched, and what comes in is followed."""

__all__ = [
    "events",
    "file",
    "log",
    "marks",
    "observer",
    "receiver",
    "requester",
    "silence",
    "watch",
    "whole",
]
