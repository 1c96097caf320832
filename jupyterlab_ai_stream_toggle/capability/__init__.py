"""What was found out: the delivery that works for a target, and why we believe so."""

__all__ = [
    "central",
    "expiry",
    "handed_out",
    "memory",
    "record",
    "storage",
]
