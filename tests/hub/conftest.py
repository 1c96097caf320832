"""One hub for all tests of this folder, and the servers of its two users."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.demo.generation import installed_generation
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread

from .hub import Hub
from .people import People, people
from .readable import Readable, readable
from .user_server import UserServer

LAST_LINES = 60
LOCKED = "locked-by-the-administrator"
"""A deployment that must not stream."""
REASON = "Our gateway buffers streams."
TOLD = pytest.StashKey[str]()


@dataclass(frozen=True)
class Labs:
    """What runs."""

    hub: Hub
    people: People
    installed: Readable
    a: UserServer
    b: UserServer
    known: Path
    """The file in which the administrator says what is known."""

    @property
    def both(self) -> tuple[UserServer, UserServer]:
        """The servers of both users."""
        return self.a, self.b

    def set_fault(self, name: str) -> None:
        """What the endpoint does from now on; its journal is cleared."""
        self.a.practice.fault = fault_named(name)
        self.a.practice.journal.clear()

    def log(self) -> str:
        """What the hub and the servers of its users said."""
        return self.hub.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that all users of this machine can read."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="ai-stream-hub-")).resolve()
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def labs(place: Path, request: pytest.FixtureRequest) -> Iterator[Labs]:
    """A hub on which both users' servers run."""
    outside = place / "outside.log"
    outside.touch()
    outside.chmod(0o666)
    own = place / "hub"
    own.mkdir(mode=0o700)
    known = place / "etc/known.json"
    generation = installed_generation()
    configuration = {
        **generation.server_config,
        "StreamToggle": {"locked": {f"azure:{LOCKED}": {"mode": "off", "reason": REASON}}},
    }
    known.parent.mkdir()
    (known.parent / "jupyter_server_config.json").write_text(json.dumps(configuration))
    # It asks, at the first start, whether news may be fetched.
    news = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (known.parent / "labconfig").mkdir()
    (known.parent / "labconfig/page_config.json").write_text(json.dumps(news))
    installed = readable(place)
    environment = {
        **generation.environment,
        "JUPYTER_CONFIG_PATH": str(known.parent),
        "JUPYTER_AI_STREAM_KNOWN_FILES": str(known),
        "OUTSIDE_LOG": str(outside),
    }
    with ExitStack() as stack:
        practice = stack.enter_context(PracticeThread(PracticeServer("ok")))
        who = stack.enter_context(people(place, installed))
        request.config.stash[TOLD] = who.told
        hub = stack.enter_context(Hub(own, installed, who, environment))
        hub.wait_until_ready()
        a, b = (UserServer(hub, each, practice, hub.token_of(each)) for each in who.two)
        for each in (a, b):
            each.use_fresh_deployment()
            each.begin_to_start()
        for each in (a, b):
            each.wait_until_ready()
        yield Labs(hub, who, installed, a, b, known)
        for each in (a, b):
            each.begin_to_stop()
        for each in (a, b):
            each.wait_until_stopped()
    assert outside.read_text() == "", "nobody asks for an address beyond this machine"


@pytest.fixture
def fresh(labs: Labs) -> Labs:
    """The hub as in the beginning: nothing is known, chosen or failed."""
    labs.known.unlink(missing_ok=True)
    labs.set_fault("ok")
    for each in labs.both:
        if each.state() != "ready":
            each.begin_to_start()
            each.wait_until_ready()
        each.use_fresh_deployment()
        each.call("PUT", "modes", {"provider": "azure", "mode": None})
        each.call("DELETE", "capabilities")
        each.call("DELETE", "failures")
    return labs


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say who the users were: that is what the summary of all suites repeats."""
    if told := terminalreporter.config.stash.get(TOLD, None):
        terminalreporter.write_line(f"with: {told}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """What a failure has to show: the end of what everybody said."""
    report = yield
    found = getattr(item, "funcargs", {})
    labs = found.get("labs") or found.get("fresh")
    if report.failed and isinstance(labs, Labs):
        end = "\n".join(labs.log().splitlines()[-LAST_LINES:])
        report.sections.append(("log of the hub and its servers", end))
    return report
