"""The practice endpoint in a process of its own, so that its work is not measured."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoint:
    """Where it is to be reached."""

    url: str

    @property
    def openai_url(self) -> str:
        """The base URL for clients of OpenAI's API."""
        return f"{self.url}/v1"

    def set_fault(self, name: str) -> None:
        """What it does from now on; its journal is cleared."""
        self._send("PUT", "fault", json.dumps({"fault": name}).encode())
        self._send("DELETE", "journal")

    def _send(self, method: str, path: str, body: bytes | None = None) -> None:
        request = urllib.request.Request(  # noqa: S310  # our own, on loopback
            f"{self.url}/practice/{path}", data=body, method=method
        )
        urllib.request.urlopen(request).close()  # noqa: S310


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A practice endpoint that runs as long as the context lasts."""
    command = [sys.executable, "-m", "jupyterlab_ai_stream_toggle.cli", "practice"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None  # noqa: S101  # a pipe was asked for
            yield Endpoint(process.stdout.readline().removeprefix("Ready: ").strip())
        finally:
            process.terminate()
