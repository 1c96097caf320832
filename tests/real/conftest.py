"""The parts, each of which takes its time to start: all of them at once, and one of each."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.demo.lab import port_to_use
from tests.e2e.server import Server, server

from .parts.aimock import Aimock
from .parts.litellm_proxy import LitellmProxy
from .parts.llama import Llama
from .parts.nginx import Nginx
from .parts.portkey import Portkey
from .parts.process import HOST, Part
from .story import Stories

LAST_LINES = 40


@dataclass(frozen=True)
class Parts:
    """What runs."""

    lab: Server
    front: Nginx
    nobody: str
    """An address at which nothing listens."""
    all: tuple[Part, ...]


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A JupyterLab, and what others made for it to talk to."""
    folder = tmp_path_factory.mktemp("parts")
    with ExitStack() as stack:
        lab = stack.enter_context(server())
        aimock, llama, portkey = Aimock(folder), Llama(folder), Portkey(folder)
        nobody = f"http://{HOST}:{port_to_use(0)}"
        behind = {
            "aimock": aimock.url,
            "llama": llama.url,
            "practice": lab.practice.url,
            "gone": nobody,
        }
        litellm = LitellmProxy(folder, behind)
        front = Nginx(folder, {**behind, "litellm": litellm.url, "portkey": portkey.url})
        started = (litellm, llama, portkey, aimock, front)
        for each in started:
            stack.enter_context(each)
        stack.enter_context(lab.running())
        for each in started:
            each.wait_until_ready()
        yield Parts(lab, front, nobody, started)


@pytest.fixture(scope="session")
def stories(parts: Parts) -> Stories:
    """What happens between them."""
    return Stories(parts.lab, parts.front)


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
