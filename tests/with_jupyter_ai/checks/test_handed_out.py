"""`check --live --write FILE`: what an administrator's check found out, in the chats of others."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.capability.central import read_central_file
from jupyterlab_ai_stream_toggle.demo.generation import (
    API_VERSION,
    PLACEHOLDER_KEY,
    installed_generation,
)
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.home import Command, command_in, environment_of
from tests.support.letters import letter
from tests.support.settings import Settings
from tests.support.subjects import CANARY, save, saved_subject

from .chats import Chat


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: PracticeServer) -> Command:
    """In a home with Jupyter AI configured for the practice endpoint, and a canary for a key."""
    for name, value in environment_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)
    configuration = json.dumps(installed_generation().config(practice.url))
    save(json.loads(configuration.replace(PLACEHOLDER_KEY, CANARY)))
    return command_in(tmp_path, "check")


@pytest.mark.parametrize(
    ("fault", "first"),
    [("ok", "S"), ("refuse-400", "n"), ("json", "n"), ("no-stream-options", "s")],
)
async def test_the_first_message_of_others_is_asked_for_as_the_check_found_out(
    command: Command,
    practice: PracticeServer,
    settings: Settings,
    tmp_path: Path,
    fault: str,
    first: str,
) -> None:
    practice.fault = fault_named(fault)
    file = tmp_path / "known.json"
    done = await asyncio.to_thread(command, "--live", "--write", str(file))
    assert done.exit_code == 0, done.output
    assert CANARY not in file.read_text() + done.output
    assert '"key_mark": null' in file.read_text()

    practice.journal.clear()
    assert await Chat(saved_subject(), settings, Mode.AUTO, file).says() is None
    assert "".join(letter(each.body) for each in practice.journal.entries()) == first


def test_one_file_takes_the_findings_of_several_models(
    command: Command, practice: PracticeServer, tmp_path: Path
) -> None:
    file = tmp_path / "known.json"
    provider = "azure-chat-openai" if JUPYTER_AI == 2 else "azure"
    for model, fault in (("one", "refuse-400"), ("two", "ok"), ("one", "ok")):
        practice.fault = fault_named(fault)
        assert command(f"{provider}:{model}", "--live", "--write", str(file)).exit_code == 0
    found = read_central_file(file).findings or {}
    assert {(each.model, known.delivery.value) for each, known in found.items()} == {
        ("one", "stream"),
        ("two", "stream"),
    }


@pytest.mark.parametrize("fault", ["refuse-500", "unauthorized", "cut", "empty"])
def test_what_may_pass_is_not_written(
    command: Command, practice: PracticeServer, tmp_path: Path, fault: str
) -> None:
    practice.fault = fault_named(fault)
    file = tmp_path / "known.json"
    done = command("--live", "--write", str(file))
    assert done.exit_code == 1
    assert f"{file} was not changed" in done.stderr
    assert not file.exists()


def test_what_cannot_be_kept_is_told_before_anything_is_sent(
    command: Command, practice: PracticeServer, tmp_path: Path
) -> None:
    file = tmp_path / "known.json"
    file.write_text("{")
    done = command("--live", "--write", str(file))
    assert (done.exit_code, file.read_text()) == (1, "{")
    assert f"{file} cannot be read" in done.stderr
    done = command("--write", str(file))
    assert done.exit_code == 2
    assert "--live" in done.stderr
    assert practice.journal.entries() == []
