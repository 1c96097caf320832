"""A streaming switch, `auto | on | off`, for every provider and model of Jupyter AI."""

from __future__ import annotations

from typing import Any

from ._version import __version__

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyterlab-ai-stream-toggle"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    # Imported here, so that importing the package (the command line does) stays cheap.
    from .extension import StreamToggle

    return [{"module": "jupyterlab_ai_stream_toggle", "app": StreamToggle}]
