"""The command as a process, as a shell would start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LIMIT = 150  # seconds


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        _command(arguments), capture_output=True, text=True, timeout=LIMIT, check=False
    )


@dataclass
class Running:
    """A command that has been started."""

    process: subprocess.Popen[str]

    def line(self) -> str:
        """The next line of its standard output, empty once that is closed."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def note(self) -> str:
        """The next line of its standard error."""
        assert self.process.stderr
        return self.process.stderr.readline().strip()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send the signal to it alone, and wait for its exit code."""
        self.process.send_signal(number)
        return self.process.wait(LIMIT)


@contextmanager
def started(*arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start it; end it if it is still there in the end."""
    with subprocess.Popen(
        _command(arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    ) as process:
        try:
            yield Running(process)
        finally:
            if process.poll() is None:
                process.terminate()


def processes_that_mention(text: str) -> list[str]:
    """The command lines of the processes with this text in their environment."""
    return [
        _read(process / "cmdline").replace("\0", " ")
        for process in Path("/proc").glob("[0-9]*")
        if text in _read(process / "environ")
    ]


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace")
    except OSError:
        return ""  # gone by now, or not ours


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "jupyterlab_ai_stream_toggle.cli", *arguments]
