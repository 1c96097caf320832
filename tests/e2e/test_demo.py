"""`jupyter ai-stream demo`, from the Ready line to the last file removed."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import httpx
import pytest

from tests.support.command import processes_that_mention, run, started


def test_it_runs_until_it_is_asked_to_stop_and_leaves_nothing(tmp_path: Path) -> None:
    with started("demo", "--no-browser", environment={"TMPDIR": str(tmp_path)}) as command:
        journal = command.line().removeprefix("Journal: ")
        ready, url = command.line().split(": ")
        page = httpx.URL(url)
        lab = httpx.Client(
            base_url=page.join("/"),
            headers={"Authorization": f"token {page.params['token']}"},
            trust_env=False,
            timeout=30,
        )
        with lab:
            assert ready == "Ready"
            assert lab.get(page.path).status_code == 200
            assert lab.get("jupyterlab-ai-stream-toggle/status").status_code == 200
            assert lab.post("api/kernels", json={}).status_code == 201
        assert httpx.get(journal, trust_env=False).json() == []
        assert httpx.get(page.copy_remove_param("token"), trust_env=False).status_code == 302
        # JupyterLab and the kernel
        assert len(processes_that_mention(f"{tmp_path}/jupyter-ai-stream-demo-")) >= 2

        assert command.end() == 0
        assert command.line() == ""

    assert processes_that_mention(f"{tmp_path}/jupyter-ai-stream-demo-") == []
    assert list(tmp_path.glob("jupyter-ai-stream-demo-*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_can_be_stopped_while_it_starts(tmp_path: Path, number: signal.Signals) -> None:
    with started("demo", environment={"TMPDIR": str(tmp_path)}) as command:
        assert command.note().startswith("Starting JupyterLab")
        assert command.end(number) == 0

    assert processes_that_mention(f"{tmp_path}/jupyter-ai-stream-demo-") == []
    assert list(tmp_path.glob("jupyter-ai-stream-demo-*")) == []


def test_a_jupyterlab_that_dies_is_heard(tmp_path: Path) -> None:
    (tmp_path / "jupyter_server_config.py").write_text("raise SystemExit('out of paper')")
    environment = {"JUPYTER_CONFIG_PATH": str(tmp_path), "TMPDIR": str(tmp_path)}
    with started("demo", environment=environment) as command:
        told, notes = command.process.communicate()

    assert command.process.returncode == 1
    assert told == ""
    assert "Error: JupyterLab stopped before it was ready. The end of its log:" in notes
    assert "out of paper" in notes
    assert list(tmp_path.glob("jupyter-ai-stream-demo-*")) == []


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("demo", "--port", str(port))

    assert told.returncode == 1
    assert told.stderr == f"Error: Port {port} cannot be used: Address already in use.\n"
