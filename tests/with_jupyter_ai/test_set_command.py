"""`jupyter ai-stream set` says where nobody knows the name, and sets it all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.target import Target
from tests.support.generation import JUPYTER_AI
from tests.support.home import Command, command_in, remember, status

AZURE = "azure-chat-openai" if JUPYTER_AI == 2 else "azure"
OTHERS_AZURE = "azure" if JUPYTER_AI == 2 else "azure-chat-openai"
OPENAI = "openai-chat" if JUPYTER_AI == 2 else "openai"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def command(home: Path) -> Command:
    return command_in(home)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (f"{AZURE}x", AZURE),
        (OTHERS_AZURE, AZURE),
        (f"{OPENAI}:gpt-3.5-trubo", f"{OPENAI}:gpt-3.5-turbo"),
        ("nosuch", None),
        ("nosuch:gpt-4o", None),
    ],
)
def test_a_name_that_nobody_knows(command: Command, name: str, meant: str | None) -> None:
    done = command("set", name, "off")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{name}: Off (Your setting for this ")
    assert done.stderr.startswith("Warning: ")
    assert name.partition(":")[0] in done.stderr
    assert (f"Did you mean {meant}?" in done.stderr) if meant else "Did you mean" not in done.stderr
    provider, _, model = name.partition(":")
    modes = {(each["provider"], each["model"]): each["mode"] for each in status(command)["modes"]}
    assert modes[provider, model or None] == "off"
    # Taking it away is what is to be done about it.
    assert command("set", name, "inherit").stderr == ""


@pytest.mark.parametrize(
    "name", [AZURE, f"{AZURE}:my-own-deployment", OPENAI, f"{OPENAI}:gpt-3.5-turbo", "default"]
)
def test_of_a_name_that_is_known_nothing_is_said(command: Command, name: str) -> None:
    done = command("set", name, "off", "--json")
    assert json.loads(done.stdout)["in_force"] == "off"
    assert done.stderr == ""


def test_what_was_chosen_or_answered_is_known(home: Path, command: Command) -> None:
    remember(home, Target("ours", "gpt-3.5-trubo"), Target(OPENAI, "gpt-3.5-trubo"))
    for name in ("ours", "ours:gpt-3.5-trubo", f"{OPENAI}:gpt-3.5-trubo"):
        assert command("set", name, "off").stderr == ""
