"""`jupyter ai-stream check`, in the home of a user for whom no server runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.demo.generation import (
    API_VERSION,
    PLACEHOLDER_KEY,
    installed_generation,
)
from jupyterlab_ai_stream_toggle.jupyter_ai.detect import Generation, find_jupyter_ai
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.home import Command, command_in, environment_of
from tests.support.subjects import CANARY, save


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    for name, value in environment_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)  # LiteLLM has it from there
    return command_in(tmp_path, "check")


@pytest.fixture
def configured(command: Command, practice: PracticeServer) -> None:
    configuration = json.dumps(installed_generation().config(practice.url))
    save(json.loads(configuration.replace(PLACEHOLDER_KEY, CANARY)))


def test_without_a_model_it_says_so_and_exits_with_1(command: Command) -> None:
    done = command()
    assert done.exit_code == 1, done.output
    assert "No chat model is selected" in done.output


def test_a_mistyped_name_exits_with_2(command: Command) -> None:
    assert command("azure/gpt-4o").exit_code == 2


@pytest.mark.usefixtures("configured")
def test_static_checks_send_nothing(command: Command, practice: PracticeServer) -> None:
    done = command()
    assert done.exit_code == 0, done.output
    assert "Use --live to test the endpoint as well (up to 4 requests)." in done.output
    assert practice.journal.entries() == []
    assert CANARY not in done.output


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(("fault", "code"), [("ok", 0), ("refuse-400", 0), ("unauthorized", 1)])
def test_the_exit_code_is_the_verdict(
    command: Command, practice: PracticeServer, fault: str, code: int
) -> None:
    practice.fault = fault_named(fault)
    done = command("--live", "--json")
    assert done.exit_code == code, done.output
    run = json.loads(done.stdout)
    assert run["state"] == "done"
    assert run["verdict"]["works"] is (code == 0)
    assert len(run["comparison"]) == 4
    assert CANARY not in done.output


@pytest.mark.usefixtures("configured", "endpoints_clock")
def test_verbose_tells_each_request_and_no_secret(
    command: Command, practice: PracticeServer
) -> None:
    done = command("--live", "--verbose")
    records = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert len(records) == len(practice.journal.entries()) == 4
    assert {each["status"] for each in records} == {200}
    assert all("messages" in each["body_keys"] for each in records)
    assert "Chat works with streaming." in done.stdout
    assert CANARY not in done.output


@pytest.mark.usefixtures("configured")
def test_another_model_can_be_named(command: Command, practice: PracticeServer) -> None:
    provider = "azure-chat-openai" if find_jupyter_ai().generation is Generation.V2 else "azure"
    done = command(f"{provider}:other", "--live")
    assert done.exit_code == 0, done.output
    paths = {entry.path for entry in practice.journal.entries()}
    assert paths == {"/openai/deployments/other/chat/completions"}
