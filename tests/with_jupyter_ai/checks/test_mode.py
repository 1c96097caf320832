"""The check of the command line, that of a server and chat itself go by the same mode."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from jupyterlab_ai_stream_toggle.checks.result import CheckState
from jupyterlab_ai_stream_toggle.checks.runs import CheckRuns
from jupyterlab_ai_stream_toggle.cli.installation import installation
from jupyterlab_ai_stream_toggle.demo.generation import API_VERSION, installed_generation
from jupyterlab_ai_stream_toggle.jupyter_ai.without_server import connection_without_server
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.server.checks import look, start
from jupyterlab_ai_stream_toggle.server.service import Service
from tests.support.generation import JUPYTER_AI
from tests.support.home import command_in, environment_of
from tests.support.subjects import save


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: PracticeServer) -> Path:
    """Jupyter AI configured for the practice endpoint."""
    for name, value in environment_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)  # LiteLLM has it from there
    (tmp_path / "config").mkdir()
    save(installed_generation().config(practice.url))
    return tmp_path


PROVIDER = "azure-chat-openai" if JUPYTER_AI == 2 else "azure"
MODEL = f"{PROVIDER}:practice"
LOCK = f'c.StreamToggle.locked = {{"{PROVIDER}": {{"mode": "off", "reason": "It buffers."}}}}\n'
LIMIT = f'c.StreamToggle.locked = {{"{PROVIDER}:pra*": ["off", "on"]}}\n'


@pytest.mark.parametrize(
    ("modes", "configuration", "mode"),
    [
        ({}, "", "auto"),
        ({"default": "off"}, "", "off"),
        ({"default": "off", PROVIDER: "on"}, "", "on"),
        ({PROVIDER: "on", MODEL: "off"}, "", "off"),
        ({MODEL: "on"}, LOCK, "off"),
        ({MODEL: "on"}, LIMIT, "on"),
        ({MODEL: "auto"}, LIMIT, "off"),
        ({}, 'c.StreamToggle.default_mode = "on"\n', "on"),
    ],
)
def test_all_three_go_by_the_decision_in_force(
    home: Path, modes: dict[str, str], configuration: str, mode: str
) -> None:
    for name, wanted in modes.items():
        assert command_in(home, "set")(name, wanted).exit_code == 0
    (home / "config/jupyter_server_config.py").write_text(configuration, encoding="utf-8")
    told = f"- Provider: {PROVIDER}\n- Model: practice\n- Mode: {mode.title()}\n"
    assert told in json.loads(command_in(home, "check")("--json").stdout)["report"]
    assert told in asyncio.run(report_over_rest())
    assert asyncio.run(mode_of_chat()) == mode


async def report_over_rest() -> str:
    """The report of a check that a server makes."""
    here = installation()
    step = asyncio.Event()
    service = SimpleNamespace(
        found=here.found,
        adapter=SimpleNamespace(
            connection=lambda unsaved: connection_without_server(here.found.generation, unsaved)
        ),
        modes=here.modes,
        checks=CheckRuns(lambda run_id: step.set()),
    )
    run = await start(cast(Service, service), b"{}")
    while run.state is CheckState.RUNNING:
        await step.wait()
        step.clear()
        run = await look(cast(Service, service), run.id)
    return str(run.report)


async def mode_of_chat() -> str:
    """The mode that a governed model is told for the chosen model."""
    here = installation()
    assert here.saved is not None
    plan = await Governor(here.modes, here.memory).plan(here.saved.target)
    return plan.mode.value
