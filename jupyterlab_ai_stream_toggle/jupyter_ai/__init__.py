"""The only room that knows Jupyter AI: which one is there, and where it makes its models."""

__all__ = [
    "adapter",
    "connection",
    "detect",
    "generations",
    "known_names",
    "limits",
    "provider_ids",
    "reach",
    "saved",
    "without_server",
]
