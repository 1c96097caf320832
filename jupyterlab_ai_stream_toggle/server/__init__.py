"""The REST interface and the events for the browser."""

__all__ = [
    "base",
    "checks",
    "publisher",
    "routes",
    "service",
    "translator",
    "watch",
]
