"""Where an administrator's settings come from: configuration files, and the environment."""

__all__ = [
    "environment",
    "files",
    "lines",
    "mistakes",
    "origin",
]
