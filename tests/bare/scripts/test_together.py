"""Commands side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "scripts" / "together.py"


def run(*commands: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *commands], capture_output=True, text=True, check=False
    )


def test_all_are_shown_and_pass() -> None:
    ended = run(f"one: {sys.executable} -c 'print(1)'", f"two: {sys.executable} -c 'print(2)'")
    assert ended.returncode == 0
    assert "== one\n1\n" in ended.stdout
    assert "== two\n2\n" in ended.stdout


def test_one_that_fails_fails_all_and_the_others_are_shown() -> None:
    ended = run(
        f"bad: {sys.executable} -c 'raise SystemExit(3)'", f"good: {sys.executable} -c 'print(2)'"
    )
    assert ended.returncode == 1
    assert "bad: exit code 3" in ended.stdout
    assert "== good\n2\n" in ended.stdout


def test_no_more_than_two_run_at_once(tmp_path: Path) -> None:
    meeting = (
        "import os, pathlib, sys, time\n"
        "place = pathlib.Path(sys.argv[1])\n"
        "(place / str(os.getpid())).touch()\n"
        "time.sleep(0.2)\n"
        "print(len(list(place.iterdir())))\n"
        "(place / str(os.getpid())).unlink()\n"
    )
    script = tmp_path / "meeting.py"
    script.write_text(meeting)
    place = tmp_path / "place"
    place.mkdir()
    ended = run(*(f"{name}: {sys.executable} {script} {place}" for name in "abcd"))
    assert ended.returncode == 0
    assert {line for line in ended.stdout.splitlines() if line.isdigit()} <= {"1", "2"}
