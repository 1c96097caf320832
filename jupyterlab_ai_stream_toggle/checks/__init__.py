"""The connection check: will chat work with these settings, and if not, what is to be done."""

__all__ = [
    "exchange",
    "result",
    "run",
    "runs",
    "subject",
]
