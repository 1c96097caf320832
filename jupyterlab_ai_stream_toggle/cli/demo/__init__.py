"""`jupyter ai-stream demo`: a JupyterLab before the practice endpoint, leaving nothing behind."""

from __future__ import annotations

from .command import demo

__all__ = ["demo"]
