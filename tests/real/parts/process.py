"""A server of somebody else's as a process: started, waited for, and ended by its own number."""

from __future__ import annotations

import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from jupyterlab_ai_stream_toggle.demo.lab import port_to_use

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[3]

_START_LIMIT = 120.0
"""Seconds; LiteLLM's proxy takes ten of them where nothing else runs."""
_STOP_LIMIT = 15.0
_POLL = 0.1
_LAST_LINES = 30


class Part(ABC):
    """A server that runs for as long as the context lasts.

    It listens on `port` of this machine, and answers 200 at `ready` once it can be used.
    """

    def __init__(self, name: str, folder: Path, *, ready: str) -> None:
        self.name = name
        self.port = port_to_use(0)
        self.url = f"http://{HOST}:{self.port}"
        self._log = folder / f"{name}.log"
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> Sequence[str | Path]:
        """What starts it in the foreground."""

    def environment(self) -> Mapping[str, str]:
        """What to add to ours."""
        return {}

    def __enter__(self) -> Self:
        """Start it, without waiting for it: several parts start at the same time."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(each) for each in self.command()],
                env={**os.environ, **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    def __exit__(self, *raised: object) -> None:
        """End it."""
        assert self._process
        self._process.terminate()
        try:
            self._process.wait(_STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait_until_ready(self) -> None:
        """Return once it answers; fail with the end of its log if it never will."""
        assert self._process
        deadline = time.monotonic() + _START_LIMIT
        with httpx.Client(trust_env=False) as client:
            while not self._answers(client):
                assert self._process.poll() is None, f"{self.name} ended:\n{self.last_lines()}"
                assert time.monotonic() < deadline, f"{self.name} is silent:\n{self.last_lines()}"
                time.sleep(_POLL)

    def last_lines(self) -> str:
        """The end of what it says."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_LAST_LINES:])

    def _answers(self, client: httpx.Client) -> bool:
        try:
            return client.get(self.url + self._ready, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False
