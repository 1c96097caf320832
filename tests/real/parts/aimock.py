"""`@copilotkit/aimock`: a provider that behaves well, with the endpoints of several."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from .node import MODULES, guarded
from .process import HOST, Part

ANSWER = "Nobody here wrote the server that says so, and its streams come in several pieces."
"""What it says to everybody."""


class Aimock(Part):
    """It runs with one answer to all questions."""

    def __init__(self, folder: Path) -> None:
        super().__init__("aimock", folder, ready="/health")
        self._fixtures = folder / "aimock.json"
        everything = {"match": {}, "response": {"content": ANSWER}}
        self._fixtures.write_text(json.dumps({"fixtures": [everything]}), encoding="utf-8")

    def command(self) -> Sequence[str | Path]:
        program = MODULES / "@copilotkit/aimock/dist/cli.js"
        where = ("--host", HOST, "--port", str(self.port))
        return ("node", program, *where, "--fixtures", self._fixtures, "--validate-on-load")

    def environment(self) -> Mapping[str, str]:
        return guarded()
