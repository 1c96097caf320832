"""`jupyter ai-stream check`, where there is no Jupyter AI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.home import Command, command_in


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return command_in(tmp_path, "check")


def test_without_jupyter_ai_it_says_so_and_exits_with_1(command: Command) -> None:
    done = command()
    assert done.exit_code == 1, done.output
    assert "not installed" in done.output


def test_a_mistyped_name_exits_with_2(command: Command) -> None:
    assert command("azure/gpt-4o").exit_code == 2


@pytest.mark.parametrize("mode", ["auto", "on", "off"])
def test_the_mode_is_the_users(tmp_path: Path, command: Command, mode: str) -> None:
    assert command_in(tmp_path, "set")("default", mode).exit_code == 0
    assert f"- Mode: {mode.title()}\n" in json.loads(command("--json").stdout)["report"]
