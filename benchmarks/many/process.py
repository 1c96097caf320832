"""The process of a JupyterLab, as Linux tells of it."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from tests.e2e.server import Server

_TRIES = 30


class Process:
    """What a server takes of the machine."""

    def __init__(self, server: Server) -> None:
        files = (server.place.root / "runtime").glob("jpserver-*.json")
        told = [json.loads(file.read_text(encoding="utf-8")) for file in files]
        (pid,) = {each["pid"] for each in told if each["port"] == server.port}
        self._proc = Path("/proc") / str(pid)

    def kilobytes(self) -> int:
        """Its memory, as far as it is in use and not on disk."""
        lines = (self._proc / "status").read_text(encoding="ascii").splitlines()
        (line,) = (line for line in lines if line.startswith("RssAnon:"))
        return int(line.split()[1])

    async def settled(self) -> int:
        """Its open files, once no more of them are closed."""
        before = self._open_files()
        for _ in range(_TRIES):
            await asyncio.sleep(1)
            now = self._open_files()
            if now == before:
                break
            before = now
        return before

    def _open_files(self) -> int:
        return len(os.listdir(self._proc / "fd"))
