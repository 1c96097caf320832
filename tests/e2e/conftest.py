"""One JupyterLab for all tests of this folder: it takes its time to start."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from .server import CANARY, CONFIGURATION, Server, server

WIRE_LOG = "wire.jsonl"
LAST_LINES = 60
PAUSE = 0.02
"""Seconds before each chunk of a slow stream."""


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """A JupyterLab that runs, and logs requests; nobody's secret is in what it leaves behind."""
    with server() as made:
        made.configure(StreamToggle={"wire_log": str(made.place.root / WIRE_LOG)})
        with made.running():
            yield made
        assert files_with(CANARY, made.place.root) == [CONFIGURATION]


def files_with(text: str, folder: Path) -> list[str]:
    """The files of a folder in which it stands, as paths below it."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and text.encode() in file.read_bytes()
    ]


@pytest.fixture
def fresh(running: Server) -> Server:
    """The running JupyterLab as after installation, with a model it has not talked to."""
    running.use_fresh_deployment()
    running.set_settings()
    running.forget()
    running.practice.pause = PAUSE
    running.practice.pace.open()
    running.set_fault("ok")
    return running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """What a failure has to show: the end of the server's log, and what the endpoint was asked."""
    report = yield
    made = getattr(item, "funcargs", {}).get("running")
    if report.failed and isinstance(made, Server) and made.place.log.exists():
        log = made.place.log.read_text(encoding="utf-8", errors="replace").splitlines()
        report.sections.append(("log of the server", "\n".join(log[-LAST_LINES:])))
        report.sections.append(("journal of the endpoint", "\n".join(made.journal())))
    return report
