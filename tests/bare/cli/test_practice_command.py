"""`jupyter ai-stream practice`."""

from __future__ import annotations

import json
import signal
import socket
from pathlib import Path

import httpx
import pytest

from tests.support.command import run, started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_asked_to_stop(number: signal.Signals) -> None:
    with started("practice", "--fault", "refuse-400") as command:
        ready, url = command.line().split(": ")
        journal = command.line().removeprefix("Journal: ")
        reply = httpx.post(f"{url}/v1/chat/completions", json={"stream": True}, trust_env=False)

        assert ready == "Ready"
        assert reply.status_code == 400
        assert [entry["status"] for entry in httpx.get(journal, trust_env=False).json()] == [400]
        assert command.end(number) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(journal, trust_env=False)


def test_it_writes_the_journal_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    with started("practice", "--journal", str(file)) as command:
        url = command.line().removeprefix("Ready: ")
        httpx.get(f"{url}/v1/models", trust_env=False)
        command.end()

    assert json.loads(file.read_text())["path"] == "/v1/models"


def test_it_tells_programs_where_it_is() -> None:
    with started("practice", "--json") as command:
        told = json.loads(command.line())
        assert set(told) == {"ready", "journal"}
        assert httpx.get(told["journal"], trust_env=False).json() == []
        assert command.end() == 0


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("practice", "--port", str(port))

    assert told.returncode == 1
    assert told.stderr == f"Error: Port {port} cannot be used: Address already in use.\n"
