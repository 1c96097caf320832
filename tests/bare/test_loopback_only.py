"""The guard of the runner: tests, and what they start, talk to this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

GUARD = Path(__file__).parents[1] / "loopback_only"
STARTS_ANOTHER = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


NODE = ("node", f"--require={GUARD / 'loopback_only.cjs'}", "-e")


def guarded(code: str, log: Path, run: Sequence[str] = ()) -> str:
    """What a program says that another one started."""
    ended = subprocess.run(
        [*(run or (sys.executable, "-c", STARTS_ANOTHER)), code],
        env={**os.environ, "PYTHONPATH": str(GUARD), "OUTSIDE_LOG": str(log)},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import socket; socket.create_connection(('192.0.2.1', 80), 1)", "192.0.2.1"),
        ("import socket; socket.getaddrinfo('jupyter.org', 443)", "jupyter.org"),
        ("import httpx; httpx.get('https://jupyter.org', trust_env=False)", "jupyter.org"),
        ("import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 80))", "192.0.2.1"),
    ],
)
def test_who_asks_is_refused_and_noted(tmp_path: Path, code: str, name: str) -> None:
    log = tmp_path / "outside"
    assert "in tests" in guarded(code, log)
    assert f"{name} was asked for by -c" in log.read_text()


@pytest.mark.parametrize(
    "code",
    [
        (
            "import socket as s; listener = s.create_server(('127.0.0.1', 0)); "
            "s.create_connection(listener.getsockname()); print('in tests')"
        ),
        "import socket; socket.getaddrinfo('localhost', 80); print('in tests')",
        "import socket; socket.getaddrinfo('endpoint.example', 443)",
        (
            "import socket as s; probe = s.socket(s.AF_INET, s.SOCK_DGRAM); "
            "probe.connect(('192.0.2.1', 80)); print('in tests')"
        ),
    ],
)
def test_this_machine_and_names_that_nobody_owns_are_no_news(tmp_path: Path, code: str) -> None:
    log = tmp_path / "outside"
    assert "in tests" in guarded(code, log)
    assert not log.exists()


@pytest.mark.parametrize("name", ["192.0.2.1", "jupyter.org"])
def test_node_is_refused_as_well(tmp_path: Path, name: str) -> None:
    log = tmp_path / "outside"
    code = f"fetch('http://{name}/').catch(error => console.log(error.cause.message))"
    assert guarded(code, log, NODE) == f"{name} is not asked for in tests\n"
    assert f"{name} was asked for by " in log.read_text()


def test_node_is_heard_on_this_machine_only(tmp_path: Path) -> None:
    log = tmp_path / "outside"
    code = """
        const server = require('http').createServer((_, answer) => answer.end('heard'));
        server.listen(0, async () => {
          const { address, port } = server.address();
          const answer = await fetch(`http://localhost:${port}/`);
          console.log(address, await answer.text());
          server.close();
          process.exit();
        });
    """
    assert guarded(code, log, NODE) == "127.0.0.1 heard\n"
    assert not log.exists()
