"""The parts, each of which takes its time to start: all of them at once, and one of each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.server import Server, server

from .endpoint import Endpoint
from .parts.aimock import Aimock
from .parts.nginx import Nginx
from .parts.process import Part
from .story import Story

LAST_LINES = 40

Begin = Callable[[Endpoint, str], Story]


@dataclass(frozen=True)
class Parts:
    """What runs."""

    lab: Server
    front: Nginx
    all: tuple[Part, ...]


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A JupyterLab, and what others made for it to talk to."""
    folder = tmp_path_factory.mktemp("parts")
    with ExitStack() as stack:
        lab = stack.enter_context(server())
        aimock = Aimock(folder)
        front = Nginx(folder, {"AIMOCK": aimock.url})
        started = (aimock, front)
        for each in started:
            stack.enter_context(each)
        stack.enter_context(lab.running())
        for each in started:
            each.wait_until_ready()
        yield Parts(lab, front, started)


@pytest.fixture
def begin(parts: Parts) -> Begin:
    """Begins a story: with an endpoint and a mode."""
    parts.lab.set_fault("ok")
    parts.lab.practice.pace.open()
    return lambda endpoint, mode: Story(parts.lab, parts.front, endpoint, mode)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """What a failure has to show: the end of what everybody said."""
    report = yield
    parts = getattr(item, "funcargs", {}).get("parts")
    if report.failed and isinstance(parts, Parts):
        log = parts.lab.place.log.read_text(encoding="utf-8", errors="replace").splitlines()
        report.sections.append(("log of JupyterLab", "\n".join(log[-LAST_LINES:])))
        report.sections.extend((f"log of {each.name}", each.last_lines()) for each in parts.all)
    return report
