"""LangChain: the models of Jupyter AI, governed."""

__all__ = [
    "dialects",
    "explained",
    "governed",
    "governor",
    "rule",
    "running",
    "transcript",
    "ungoverned",
]
