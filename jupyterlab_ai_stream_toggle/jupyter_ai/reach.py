"""Whom the switch reaches, and who answers in JupyterLab out of its reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from ..language import noted
from ..models.ungoverned import left_alone


class Obeying(str, Enum):
    """Which models of a class obey."""

    ALL = "all"
    """Each of them, whoever makes it, and those of classes that inherit from it."""
    OF_JUPYTER_AI = "of-jupyter-ai"
    """Those that Jupyter AI makes."""
    PASSED = "passed"
    """Those that were passed to `govern`."""


@dataclass(frozen=True)
class Governed:
    """A class of models that obey."""

    name: str
    package: str
    version: str | None
    """None for one that is part of no installed package."""
    obeying: Obeying


@dataclass(frozen=True)
class OutOfReach:
    """Who talks to models by a way of its own."""

    id: str
    """Stable and kebab-case."""
    package: str
    version: str
    text: str
    """One sentence for a person."""


class Reach(str, Enum):
    """Whether the switch is a persona's."""

    GOVERNED = "governed"
    """Its models obey: it is Jupyternaut, or a model of its own was seen to."""
    OWN = "own"
    """It talks to its model by itself."""
    UNKNOWN = "unknown"
    """It has not answered yet, or without a model that is known here."""


@dataclass(frozen=True)
class Persona:
    """Who answers in an open chat of Jupyter AI 3."""

    id: str
    name: str
    reach: Reach


_OTHERS = (
    (
        "agents-of-acp",
        "jupyter-ai-acp-client",
        noted("Agents that use the Agent Client Protocol (ACP) connect to their models directly."),
    ),
    (
        "pydantic-ai",
        "pydantic-ai-slim",
        noted("Personas built with pydantic-ai connect to their models directly."),
    ),
    (
        "notebook-intelligence",
        "notebook-intelligence",
        noted("Notebook Intelligence has its own models and settings."),
    ),
    (
        "magics",
        "jupyter-ai-magics",
        noted("`%%ai` magics run in the kernel and do not stream."),
    ),
    (
        "magics",
        "jupyter-ai-magic-commands",
        noted("`%%ai` magics run in the kernel and do not stream."),
    ),
)


def governed_of(classes: Iterable[type], obeying: Obeying) -> list[Governed]:
    """These classes; where all of their models obey, also those that others made of them."""
    every = _with_heirs(classes) if obeying is Obeying.ALL else classes
    found = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in every}
    return [
        Governed(name, package, _version_of(package), obeying)
        for name, kind in sorted(found.items())
        for package in [kind.__module__.partition(".")[0].replace("_", "-")]
    ]


def _with_heirs(classes: Iterable[type]) -> Iterator[type]:
    for kind in classes:
        if not left_alone(kind):
            yield kind
            yield from _with_heirs(kind.__subclasses__())


def out_of_reach() -> list[OutOfReach]:
    """Those of them that are installed."""
    installed = ((each, _version_of(each[1])) for each in _OTHERS)
    return [
        OutOfReach(id_, package, found, text) for (id_, package, text), found in installed if found
    ]


@lru_cache
def _version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
