"""`jupyter ai-stream restore`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.home import Command, command_in

FILE = "config/lab/user-settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return command_in(tmp_path)


def test_the_last_good_settings_come_back(command: Command, tmp_path: Path) -> None:
    assert command("set", "azure", "off").exit_code == 0
    file = tmp_path / FILE
    good = file.read_text()
    file.write_text("{")

    asked = command("restore")
    assert asked.exit_code == 2, asked.output
    assert "--yes" in asked.output
    assert '+        "azure": "off"' in asked.output
    assert file.read_text() == "{"

    refused = command("set", "openai", "on")
    assert refused.exit_code == 1
    assert "jupyter ai-stream restore" in refused.output

    done = command("restore", "--yes", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["from_copy"] is True
    assert Path(told["kept_as"]).read_text() == "{"
    assert file.read_text() == good


def test_without_a_copy_it_says_so(command: Command, tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("{")
    done = command("restore", "--yes")
    assert done.exit_code == 0, done.output
    assert "reset to their defaults" in done.output
    assert not file.exists()


def test_good_settings_are_left_alone(command: Command) -> None:
    done = command("restore", "--yes")
    assert done.exit_code == 1
    assert "nothing to restore" in done.output
