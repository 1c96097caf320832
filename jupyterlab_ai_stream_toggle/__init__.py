"""A streaming switch, `auto | on | off`, for every provider and model of Jupyter AI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .authors import govern
    from .middleware import StreamToggleMiddleware

__all__ = ["StreamToggleMiddleware", "__version__", "govern"]


def __getattr__(name: str) -> Any:
    """What authors import, loaded when they do: LangChain need not be there."""
    if name == "govern":
        from .authors import govern

        return govern
    if name == "StreamToggleMiddleware":
        from .middleware import StreamToggleMiddleware

        return StreamToggleMiddleware
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyterlab-ai-stream-toggle"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    # Imported here, so that importing the package (the command line does) stays cheap.
    from .extension import StreamToggle

    return [{"module": "jupyterlab_ai_stream_toggle", "app": StreamToggle}]
