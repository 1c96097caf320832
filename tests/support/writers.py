"""Programs that change the settings of one user, for tests that let several of them run at once.

    python -m tests.support.writers KIND HOME NAME COUNT

Each prints a line when it is ready, begins when a line is sent to it, and prints a line for each
change that was acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import json5
from jupyterlab_server.settings_utils import get_settings, save_settings

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.settings_file import SettingsFile
from jupyterlab_ai_stream_toggle.policy.settings_schema import PLUGIN_ID
from jupyterlab_ai_stream_toggle.policy.store import ModeStore

from .settings import Settings


def store_of(settings: Settings, kind: type[SettingsFile] = SettingsFile) -> ModeStore:
    """What a server of this user has."""
    return ModeStore(
        lambda: kind(settings.directories),
        locks={},
        administrator_default=None,
        changed=lambda *_: None,
        log=logging.getLogger("test"),
    )


def server(settings: Settings, name: str, count: int) -> None:
    """A server that is asked to set the modes of many providers, one after the other."""
    store = store_of(settings)

    async def run() -> None:
        for number in range(count):
            await store.set_mode(f"{name}-{number}", None, Mode.OFF)
            said(f"{name}-{number}")
        await store.asked()

    asyncio.run(run())


def tab(settings: Settings, name: str, count: int) -> None:
    """JupyterLab, by its own functions: a tab knows the settings, changes one, and saves all."""
    for number in range(count):
        seconds = number % 3000
        try:
            save_as_jupyterlab(settings, silenceSeconds=seconds)
        except Exception as error:  # noqa: BLE001  # what JupyterLab would show; nothing was saved
            sys.stderr.write(f"{error}\n")
        else:
            said(f"{name}-{seconds}")


def save_as_jupyterlab(settings: Settings, **changes: object) -> None:
    """What a tab does when its user edits a field of the form."""
    where = settings.directories
    known, _ = get_settings(
        where.app_settings_dir, where.schemas_dir, where.user_settings_dir, PLUGIN_ID, overrides={}
    )
    save_settings(
        where.schemas_dir,
        where.user_settings_dir,
        PLUGIN_ID,
        json.dumps({**json5.loads(known["raw"]), **changes}, indent=2),
        overrides={},
    )


def said(line: str) -> None:
    """Acknowledge it, to whoever reads standard output."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


KINDS: dict[str, Callable[[Settings, str, int], None]] = {"server": server, "tab": tab}


class Program:
    """One of them, in a process of its own."""

    def __init__(self, kind: str, home: Path, name: str, count: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, kind, str(home), name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> None:
        """Wait until it can begin."""
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def begin(self) -> None:
        """Let it run."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def acknowledged(self) -> list[str]:
        """What was acknowledged until its end."""
        out, _ = self._process.communicate(timeout=600)
        assert self._process.returncode == 0
        return out.splitlines()

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()


@contextmanager
def programs(*wanted: tuple[str, Path, str, int]) -> Iterator[list[Program]]:
    """Several programs that begin at the same moment."""
    made = [Program(*each) for each in wanted]
    try:
        for each in made:
            each.ready()
        for each in made:
            each.begin()
        yield made
    finally:
        for each in made:
            each.end()


if __name__ == "__main__":
    KIND, HOME, NAME, COUNT = sys.argv[1:]
    SETTINGS = Settings(Path(HOME))
    said("ready")
    sys.stdin.readline()
    KINDS[KIND](SETTINGS, NAME, int(COUNT))
