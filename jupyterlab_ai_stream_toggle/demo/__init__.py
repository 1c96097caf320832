"""A JupyterLab before the practice endpoint, leaving nothing behind."""

__all__ = [
    "browser",
    "generation",
    "lab",
    "ports",
    "sandbox",
]
