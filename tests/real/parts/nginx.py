"""nginx, Debian's or whichever is named in REAL_NGINX: in front of all other parts."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.demo.lab import port_to_use

from .process import HOST, Part
from .python import self_signed

NGINX = os.environ.get("REAL_NGINX") or "nginx"

_CONFIGURATION = Path(__file__).with_name("nginx.conf")
_LIMIT = 30.0


@dataclass(frozen=True)
class Request:
    """A request that came in, and what was answered."""

    method: str
    path: str
    status: int
    coding: str
    """The content coding of the answer."""
    body: Any
    """None where there is none."""


class Nginx(Part):
    """It runs with `nginx.conf`; `urls` are those of the parts behind it, by their names."""

    def __init__(self, folder: Path, urls: Mapping[str, str]) -> None:
        super().__init__("nginx", folder, ready="/ready")
        self._folder = folder
        self._log_of_requests = folder / "requests.jsonl"
        self._read = 0
        self._marks = count(1)
        tls = port_to_use(0)
        self.tls = f"https://{HOST}:{tls}"
        """Where it shows a certificate that it has signed itself."""
        self_signed(folder / "self-signed.pem")
        (folder / "passwords").write_text("somebody:{PLAIN}something\n", encoding="utf-8")
        named = {
            **{name.upper(): url for name, url in urls.items()},
            "FOLDER": str(folder),
            "FRONT": str(self.port),
            "BEHIND": str(port_to_use(0)),
            "TLS": str(tls),
        }
        text = _CONFIGURATION.read_text(encoding="utf-8")
        filled = re.sub("@([A-Z]+)@", lambda found: named[found[1]], text)
        (folder / "nginx.conf").write_text(filled, encoding="utf-8")

    def command(self) -> Sequence[str | Path]:
        configuration = self._folder / "nginx.conf"
        return (NGINX, "-p", self._folder, "-c", configuration, "-e", "stderr")

    def requests(self) -> list[Request]:
        """Those that came in since this was asked last, and are answered."""
        # Written in the order in which they end, by a single process: with this one all are there.
        mark = f"/mark-{next(self._marks)}"
        httpx.get(f"http://{HOST}:{self.port}{mark}", trust_env=False)
        deadline = time.monotonic() + _LIMIT
        while True:
            with self._log_of_requests.open("rb") as log:
                log.seek(self._read)
                lines = log.read().splitlines(keepends=True)
            seen = [json.loads(line) for line in lines if line.endswith(b"\n")]
            if any(each["path"] == mark for each in seen):
                break
            assert time.monotonic() < deadline, "nginx logs no requests"
            time.sleep(0.02)
        self._read += sum(map(len, lines))
        return [
            Request(
                each["method"],
                each["path"],
                each["status"],
                each["coding"],
                json.loads(each["body"]) if each["body"] else None,
            )
            for each in seen
            if not each["path"].startswith(("/mark-", "/ready"))
        ]
