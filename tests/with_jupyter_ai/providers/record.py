"""What was measured, as it is kept in docs/providers/, a file for each environment."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .measurement import Measured
from .provider import Provider

FOLDER = Path(__file__).parents[3] / "docs" / "providers"
ENVIRONMENT = Path(sys.prefix).name
"""The name of its folder in .venv/."""
WRITE = bool(os.environ.get("MEASURE_PROVIDERS"))
"""Whether to write down what is measured, in place of comparing it."""
RENEW = "docs/providers/ says something else; if that is how it is now: `make providers`"
_PACKAGES = ("jupyter-ai", "langchain-litellm", "langchain-openai", "litellm", "openai")


def file() -> Path:
    """Where it stands for this environment."""
    return FOLDER / f"{ENVIRONMENT}.json"


def kept() -> dict[str, Any] | None:
    """What stands there; `None` in an environment that nobody has measured."""
    return dict(json.loads(file().read_text(encoding="utf-8"))) if file().exists() else None


def write(
    measured: Mapping[str, Measured], providers: Mapping[str, Provider], others: Mapping[str, str]
) -> None:
    """Keep it."""
    whole = {
        "packages": packages(),
        "providers": {name: row(measured[name], providers[name]) for name in sorted(measured)},
        "not measured": dict(sorted(others.items())),
    }
    FOLDER.mkdir(exist_ok=True)
    file().write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def row(measured: Measured, provider: Provider) -> dict[str, str]:
    """What is kept of a provider.

    For each fault what came in the modes `auto`, `on`, `off`, in this order; `bare` is a stream
    without the extension.
    """
    cells = {
        fault: ", ".join(modes[mode] for mode in ("auto", "on", "off"))
        for fault, modes in measured.cells.items()
    }
    about = {"model": provider.model, "endpoint in": provider.by}
    return {**about, "asks for": ", ".join(measured.paths), "bare": measured.bare, **cells}


def packages() -> dict[str, str]:
    """The versions of what makes the requests."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
