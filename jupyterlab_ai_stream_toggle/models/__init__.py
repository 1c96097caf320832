"""LangChain: the models of Jupyter AI, governed."""

__all__ = [
    "answering",
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
