"""Personas that run in the browser: their requests are made there, and judged here.

The browser says what it saw; what that means, and what is remembered of it, follows from the same
rules as the server's own replies.
"""

__all__ = [
    "failed",
    "models",
]
