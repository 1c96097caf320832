"""Commands side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "together.py"


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
