"""Which Jupyter AI stands beside the extension. Imports nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version


class Generation(str, Enum):
    """The families of Jupyter AI that are built alike."""

    NONE = "none"
    V2 = "v2"
    V3 = "v3"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Found:
    """The Jupyter AI that is installed."""

    generation: Generation
    version: str | None


def find_jupyter_ai() -> Found:
    """Look at the installed packages.

    Of v3 the package `jupyter-ai` is only a bundle: Jupyternaut, the part that talks to models,
    may be installed without it.
    """
    installed = _version_of("jupyter-ai")
    if installed is None:
        alone = _version_of("jupyter-ai-jupyternaut")
        return Found(Generation.V3 if alone else Generation.NONE, alone)
    major = installed.split(".")[0]
    generations = {"2": Generation.V2, "3": Generation.V3}
    return Found(generations.get(major, Generation.UNKNOWN), installed)


def _version_of(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
