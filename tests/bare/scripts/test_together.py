"""Suites side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts" / "together.py"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False
    )


def python(name: str, code: str) -> str:
    """A suite that is a short program."""
    return f'{name}: {sys.executable} -c "{code}"'


def test_all_are_shown_and_pass(place: Path) -> None:
    ended = run(python("one", "print(1)"), python("two", "print(2)"))
    assert ended.returncode == 0
    assert "== one\n1\n" in ended.stdout
    assert "== two\n2\n" in ended.stdout
    assert list((place / ".cache/logs").iterdir()) == []


def test_one_that_fails_fails_all_and_the_others_are_shown(place: Path) -> None:
    ended = run(python("bad, v3", "print(1); raise SystemExit(3)"), python("good", "print(2)"))
    assert ended.returncode == 1
    assert "bad, v3: exit code 3" in ended.stdout
    assert "== good\n2\n" in ended.stdout
    assert (place / ".cache/logs/bad-v3.log").read_text() == "1\n"


# Each stays until the other has come: side by side they meet, one after the other they never do.
MEET = "import os, time; os.mkdir('{}')\nwhile not os.path.exists('{}'): time.sleep(0.01)"


@pytest.mark.timeout(60)
def test_they_run_side_by_side() -> None:
    ended = run(python("a", MEET.format("a", "b")), python("b", MEET.format("b", "a")))
    assert ended.returncode == 0


def test_no_more_run_at_once_than_is_asked_for() -> None:
    alone = "import os; os.mkdir('here'); os.rmdir('here')"
    ended = run("--at-once", "1", *(python(name, alone) for name in "abcdefgh"))
    assert ended.returncode == 0


def test_who_asks_beyond_this_machine_has_failed() -> None:
    code = "import os; open(os.environ['OUTSIDE_LOG'], 'w').write('far.away was asked for')"
    ended = run(python("curious", code), python("good", "print(2)"))
    assert ended.returncode == 1
    assert "curious: asked for addresses beyond this machine\nfar.away was" in ended.stdout
