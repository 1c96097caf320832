"""Which Jupyter AI this environment has."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def major_version() -> int | None:
    """2 or 3; `None` without Jupyter AI."""
    try:
        return int(version("jupyter-ai").partition(".")[0])
    except PackageNotFoundError:
        return None


JUPYTER_AI = major_version()
