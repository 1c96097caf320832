"""Two users of this machine, for the time of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from pwd import getpwall, getpwnam
from typing import Any

from .readable import Readable

_PREFIX = "ai-stream-hub-"
"""How the names of the users begin that are added; after it comes the process of the tests."""


@dataclass(frozen=True)
class Person:
    """A user of the hub."""

    name: str
    home: Path
    identity: dict[str, Any] = field(default_factory=dict)
    """What makes a process this user's; nothing where it is ours anyway."""

    def run(self, *command: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Do something as this user, at home."""
        return subprocess.run(
            [str(each) for each in command],
            **self.identity,
            input=text,
            capture_output=True,
            text=True,
            cwd=self.home,
            check=False,
        )

    def write(self, name: str, text: str) -> None:
        """A file at home, put there in one step."""
        there = 'mkdir -p "$(dirname "$1")" && cat >"$1.new" && mv "$1.new" "$1"'
        done = self.run("sh", "-c", there, "-", name, text=text)
        assert done.returncode == 0, done.stderr


@dataclass(frozen=True)
class People:
    """Who uses the hub."""

    two: tuple[Person, Person]
    are_users: bool
    """Two users of this machine; else all is done as the one who runs the tests."""
    told: str
    """Which of both, for the summary."""


@contextmanager
def people(place: Path, installed: Readable) -> Iterator[People]:
    """Two unprivileged users, where they can be made and can read what is installed."""
    homes = place / "home"
    homes.mkdir()
    names = [f"{_PREFIX}{os.getpid()}-{each}" for each in ("a", "b")]
    with ExitStack() as stack:
        two, why_not = [], ""
        if os.geteuid() != 0:
            why_not = "only root can add users"
        else:
            _remove_those_of_killed_runs()
            for name in names:
                why_not = why_not or _add(name, homes / name, stack)
            if not why_not:
                two = [_user(name) for name in names]
                why_not = _cannot_run(two[0], installed)
        if not why_not:
            yield People((two[0], two[1]), True, "two users of this machine")
            return
        two = [Person(name, homes / name) for name in names]
        for each in two:
            each.home.mkdir(exist_ok=True)
        told = f"one user of this machine for both, uid {os.geteuid()} ({why_not})"
        yield People((two[0], two[1]), False, told)


def _remove_those_of_killed_runs() -> None:
    for name in [entry.pw_name for entry in getpwall() if entry.pw_name.startswith(_PREFIX)]:
        run = name.removeprefix(_PREFIX).partition("-")[0]
        if not Path("/proc", run).exists():
            _run("userdel", "--force", name)


def _add(name: str, home: Path, stack: ExitStack) -> str:
    """Add a user; why it cannot be."""
    if not shutil.which("useradd"):
        return "there is no useradd"
    done = _run("useradd", "--create-home", "--home-dir", str(home), "--user-group", name)
    if done.returncode != 0:
        return done.stderr.strip()
    # By force: a process of the user's may take its time to end.
    stack.callback(_run, "userdel", "--force", name)
    home.chmod(0o755)  # as on many machines: what is private has to be so by itself
    return ""


def _user(name: str) -> Person:
    entry = getpwnam(name)
    identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "umask": 0o077}
    return Person(name, Path(entry.pw_dir), identity)


def _cannot_run(person: Person, installed: Readable) -> str:
    environment = [f"{name}={value}" for name, value in installed.environment.items()]
    try:
        done = person.run("env", *environment, installed.python, "-c", _IMPORTS)
    except OSError as error:
        return f"they cannot come home: {error.strerror}"
    if done.returncode == 0:
        return ""
    return f"they cannot run what is installed: {(done.stderr.splitlines() or ['?'])[-1]}"


_IMPORTS = "import jupyterhub, jupyterlab_ai_stream_toggle, sitecustomize; sitecustomize._is_here"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
