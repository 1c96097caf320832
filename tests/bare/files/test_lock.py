"""One at a time; and nobody waits for one that is gone."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.files.lock import lock_of, locked

HOLDER = """
import sys
from pathlib import Path
from jupyterlab_ai_stream_toggle.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


class Holder:
    """Another process that holds the lock."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "held\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_threads_take_turns(tmp_path: Path) -> None:
    path, inside = tmp_path / "deep" / "file", []

    def one(number: int) -> None:
        with locked(path):
            inside.append(number)
            assert len(inside) == 1
            inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(100)))


def test_waiting_has_an_end_and_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    holder = Holder(path)
    try:
        for _ in range(2):
            with pytest.raises(TimeoutError, match=str(lock_of(path))), locked(path, patience=0.05):
                pass
    finally:
        holder.kill()
    with locked(path):
        """Who gave up waiting does not hold it now."""


def test_a_holder_that_was_killed_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "file"
    Holder(path).kill()
    with locked(path):
        pass


def test_who_waits_is_next(tmp_path: Path) -> None:
    path = tmp_path / "file"
    holder = Holder(path)

    def wait() -> bool:
        with locked(path, patience=60):
            return True

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(wait)
        holder.process.communicate("go\n")
        assert waiting.result()


def test_the_same_file_has_the_same_lock(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    holder = Holder(tmp_path / "link" / "file")
    try:
        with pytest.raises(TimeoutError), locked(real / "file", patience=0.05):
            pass
    finally:
        holder.kill()


def test_there_can_be_no_lock(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"), locked(tmp_path / "file" / "below"):
        pass
