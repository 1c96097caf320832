"""`@portkey-ai/gateway`: a gateway that is told with each request where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .node import MODULES, guarded
from .process import Part


def leading_to(address: str) -> Mapping[str, str]:
    """The headers that lead to an endpoint with OpenAI's API."""
    return {"x-portkey-provider": "openai", "x-portkey-custom-host": f"{address}/v1"}


class Portkey(Part):
    """It runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__("portkey", folder, ready="/")

    def command(self) -> Sequence[str | Path]:
        program = MODULES / "@portkey-ai/gateway/build/start-server.js"
        return ("node", program, f"--port={self.port}", "--headless")

    def environment(self) -> Mapping[str, str]:
        return guarded()
