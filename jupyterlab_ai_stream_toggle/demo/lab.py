"""JupyterLab as a process: start it, know when it really answers, end it with all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from secrets import randbelow
from types import TracebackType
from typing import TYPE_CHECKING

import click

from ..language import say
from .ports import port_error
from .sandbox import Sandbox

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"

READY_PATHS = ("jupyterlab-ai-stream-toggle/status", "lab")
"""What has to answer 200 before the page is announced: our extension, and the page itself."""

# Below the ports that Linux, macOS and Windows give to whoever asks for any.
_LOWEST, _PORTS = 20_000, 12_000
_TRIES = 20
_START_LIMIT = 180.0  # seconds; a cold start of Jupyter AI 3 on a small machine takes 30
_STOP_LIMIT = 15.0
_POLL = 0.2
_LAST_LINES = 30


class LabDiedError(Exception):
    """JupyterLab ended by itself or never answered; the text holds the end of its log."""


class Lab:
    """A JupyterLab that runs while the context lasts."""

    def __init__(self, sandbox: Sandbox, port: int, *, page: str, verbose: bool = False) -> None:
        """Prepare it; `verbose` sends its log to our standard error instead of a file."""
        self._sandbox = sandbox
        self._base = f"http://{HOST}:{port}/"
        self._page = page
        self._verbose = verbose
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The page to open, with the token."""
        return f"{self._base}{self._page}?token={self._sandbox.token}"

    def __enter__(self) -> Self:
        """Start it."""
        with self._sandbox.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
                [sys.executable, "-m", "jupyterlab", f"--port={self._port}"],
                cwd=self._sandbox.work,
                env=dict(self._sandbox.environment),
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr if self._verbose else log,
                stderr=subprocess.STDOUT,
                # Out of reach of the terminal's Ctrl-C, at which it would ask whether to stop.
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it; asked politely, it ends its kernels and terminals too."""
        process = self._running
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(_STOP_LIMIT)
            except subprocess.TimeoutExpired:
                _kill(process)

    def wait_until_ready(self, paths: Iterable[str] = READY_PATHS) -> None:
        """Return once the page can be opened, and all that is to answer does.

        Raises:
            LabDiedError: it never will.
        """
        deadline = time.monotonic() + _START_LIMIT
        while not all(self._answers(path) for path in paths):
            if self._running.poll() is not None:
                raise LabDiedError(self._last_words(say("JupyterLab stopped before it was ready.")))
            if time.monotonic() > deadline:
                raise LabDiedError(
                    self._last_words(
                        say(
                            "JupyterLab did not respond within {seconds} s.",
                            seconds=round(_START_LIMIT),
                        )
                    )
                )
            time.sleep(_POLL)

    def wait_until_it_ends(self) -> None:
        """Return when somebody shut JupyterLab down from its own menu.

        Raises:
            LabDiedError: it failed.
        """
        if self._running.wait() != 0:
            raise LabDiedError(self._last_words(say("JupyterLab stopped.")))

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("JupyterLab was not started")
        return self._process

    def _answers(self, path: str) -> bool:
        request = urllib.request.Request(  # noqa: S310  # our own address
            self._base + path, headers={"Authorization": f"token {self._sandbox.token}"}
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=10) as reply:
                return bool(reply.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def _last_words(self, what: str) -> str:
        if self._verbose:
            return what
        lines = self._sandbox.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join([f"{what} {say('The end of its log:')}", *lines[-_LAST_LINES:]])


def port_to_use(wanted: int) -> int:
    """`wanted`, if it can be listened on, or a free port for 0.

    The server takes some time until it listens. Meanwhile nobody is given the free port by the
    system, whose own choices are above these.

    Raises:
        click.ClickException: it is taken.
    """
    for _ in range(0 if wanted else _TRIES):
        with contextlib.suppress(click.ClickException):
            return _free(_LOWEST + randbelow(_PORTS))
    return _free(wanted)


def _free(wanted: int) -> int:
    with socket.socket() as probe:
        if os.name == "posix":  # a port in TIME_WAIT is free for a server
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError as error:
            raise port_error(wanted, error) from error
        return int(probe.getsockname()[1])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that share its session."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
