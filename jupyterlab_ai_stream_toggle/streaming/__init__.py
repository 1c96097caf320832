"""How one reply is delivered: the ladder. It knows no client library."""

__all__ = [
    "breaks",
    "completeness",
    "deliver",
    "failures",
    "idle_timeout",
    "ladder",
    "outlook",
    "reply",
]
