"""What of Node.js the parts share: their packages, and the guard they run under."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from .process import ROOT

MODULES = Path(os.environ.get("REAL_NODE_MODULES") or ROOT / "tests/real/node_modules")
"""Where the packages of `package.json` are installed."""


def guarded() -> Mapping[str, str]:
    """The environment in which Node.js talks to this machine only, and is heard on it only."""
    return {"NODE_OPTIONS": f"--require={ROOT / 'tests/loopback_only/loopback_only.cjs'}"}
