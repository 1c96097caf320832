"""The command `jupyter ai-stream …`."""

from __future__ import annotations

from .group import main

__all__ = ["main"]
