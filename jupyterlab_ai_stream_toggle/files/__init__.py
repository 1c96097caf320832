"""Files that several servers of one user share: changed one at a time, and as a whole."""

__all__ = [
    "held",
    "lock",
    "look",
    "replace",
]
