"""A language model: SmolLM2, in the server of llama.cpp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .process import HOST, Part
from .python import PYTHON


class Llama(Part):
    """It runs. Its answers are words; there are few of them, for it shares the machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__("llama", folder, ready="/health")

    def command(self) -> Sequence[str | Path]:
        return (PYTHON, Path(__file__).with_name("llama_server.py"), HOST, str(self.port))
