"""LangChain: the models of Jupyter AI, governed."""

__all__ = [
    "dialects",
    "explained",
    "governed",
    "governor",
    "reply",
    "rule",
    "running",
    "told",
    "transcript",
    "ungoverned",
]
