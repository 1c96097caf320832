"""The TypeScript types of what goes over REST, from the description of the interface."""

from __future__ import annotations

from pathlib import Path

from . import openapi
from .node import ROOT, run

TYPES = ROOT / "src" / "api" / "wire.ts"


def generated() -> dict[Path, str]:
    """The types, for the description as it is now."""
    return {TYPES: run("scripts/wire_types.cjs", given=openapi.text())}
