"""What the command says about itself, and to those who mistype."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS
from tests.support.command import run


def test_every_command_is_listed() -> None:
    told = run("--help")

    assert told.returncode == 0
    assert "demo" in told.stdout
    assert "practice" in told.stdout


def test_the_version_is_the_packages() -> None:
    assert version("jupyterlab-ai-stream-toggle") in run("--version").stdout


def test_jupyter_finds_the_command() -> None:
    jupyter = shutil.which("jupyter", path=str(Path(sys.executable).parent))
    assert jupyter
    told = subprocess.run(
        [jupyter, "ai-stream", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"PATH": str(Path(sys.executable).parent)},
    )

    assert "Usage:" in told.stdout


@pytest.mark.parametrize("command", ["demo", "practice"])
def test_the_faults_to_choose_from_are_listed(command: str) -> None:
    told = "".join(run(command, "--help").stdout.split())

    assert "|".join(FAULTS) in told


@pytest.mark.parametrize("command", ["demo", "practice"])
def test_a_fault_nobody_knows_is_refused_in_words(command: str) -> None:
    told = run(command, "--fault", "nope")

    assert told.returncode == 2
    assert "'nope' is not one of 'ok', 'slow'" in told.stderr
