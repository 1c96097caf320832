"""What was found out: the delivery that works for a target, and why we believe so."""

__all__ = [
    "memory",
    "record",
    "storage",
]
