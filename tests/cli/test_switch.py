"""`status`, `set` and `forget`, in the home of a user for whom no server runs."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.cli.group import main
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

CANARY = "canary-5a4b3c2d1e0f"
SETTINGS = "config/lab/user-settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"
MEMORY = "data/jupyterlab_ai_stream_toggle/capabilities.json"

Command = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path


@pytest.fixture
def command(home: Path) -> Command:
    environment = {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "config/lab/user-settings"),
    }

    def in_home(*arguments: str) -> Result:
        # In this process: to import all of Jupyter for each command would take minutes.
        return CliRunner().invoke(main, arguments, env=environment)

    return in_home


def configure(home: Path, text: str) -> None:
    (home / "config/jupyter_server_config.py").write_text(text, encoding="utf-8")


def remember(home: Path, *targets: Target) -> None:
    asyncio.run(_remember(home, *targets))


async def _remember(home: Path, *targets: Target) -> None:
    file = CapabilityFile(home / MEMORY, LIMIT, logging.getLogger("test"))
    memory = CapabilityMemory(
        lambda target, capability: None, file=file, log=logging.getLogger("test")
    )
    for target in targets:
        memory.learn(target, Finding(Delivery.PLAIN, Evidence.REFUSED))
    await memory.flush()


def status(command: Command) -> dict[str, Any]:
    done = command("status", "--json")
    assert done.exit_code == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_a_mode_is_set_where_jupyterlab_keeps_it_and_taken_back(
    home: Path, command: Command
) -> None:
    for name, mode in (("azure", "off"), ("azure:o3:mini", "on"), ("default", "off")):
        assert command("set", name, mode).exit_code == 0
    assert json.loads((home / SETTINGS).read_text()) == {
        "defaultMode": "off",
        "providers": {"azure": "off"},
        "models": {"azure:o3:mini": "on"},
    }
    modes = {(each["provider"], each["model"]): each["mode"] for each in status(command)["modes"]}
    assert modes == {("azure", None): "off", ("azure", "o3:mini"): "on"}
    for name in ("azure", "azure:o3:mini", "default"):
        done = command("set", name, "inherit", "--json")
        assert json.loads(done.stdout)["in_force"] in ("auto", "off")
    assert status(command)["default"]["source"] == "built-in"


def test_a_lock_is_obeyed_and_explained(home: Path, command: Command) -> None:
    configure(home, 'c.StreamToggle.locked = {"azure": {"mode": "off", "reason": "It buffers."}}\n')
    done = command("set", "azure:gpt-4o", "on")
    assert done.exit_code == 1
    assert "locked to off" in done.stderr
    assert "It buffers." in done.stderr
    assert not (home / SETTINGS).exists()
    (entry,) = status(command)["modes"]
    assert (entry["mode"], entry["source"], entry["lock_reason"]) == (
        "off",
        "administrator-lock",
        "It buffers.",
    )


def test_configuration_that_a_server_would_refuse_is_refused(home: Path, command: Command) -> None:
    configure(home, 'c.StreamToggle.locked = {"azure": "of"}\n')
    done = command("status")
    assert done.exit_code == 1
    assert "'of'" in done.stderr
    assert "auto" in done.stderr


def test_settings_that_are_broken_are_named_and_left_alone(home: Path, command: Command) -> None:
    (home / SETTINGS).parent.mkdir(parents=True)
    (home / SETTINGS).write_text("{ nonsense")
    assert command("set", "azure", "off").exit_code == 1
    assert (home / SETTINGS).read_text() == "{ nonsense"
    (problem,) = status(command)["problems"]
    assert "plugin.jupyterlab-settings" in problem


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("set", "azure/gpt-4o", "off"), "Write azure:gpt-4o."),
        (("set", "azure", "of"), "'auto', 'on', 'off', 'inherit'"),
        (("set", ":gpt-4o", "off"), "PROVIDER:MODEL"),
        (("set", "azure:", "off"), "PROVIDER:MODEL"),
        (("forget", "a b"), "PROVIDER:MODEL"),
    ],
)
def test_what_is_mistyped_is_said(command: Command, arguments: tuple[str, ...], says: str) -> None:
    done = command(*arguments)
    assert done.exit_code == 2
    assert says in done.stderr


def test_what_was_found_out_is_shown_and_forgotten(home: Path, command: Command) -> None:
    remember(home, Target("azure", "a"), Target("azure", "b"), Target("openai", "c"))
    found = status(command)["found_out"]
    assert [each["model"] for each in found] == ["c", "b", "a"]
    assert {each["evidence"] for each in found} == {"refused"}
    assert json.loads(command("forget", "azure:a", "--json").stdout) == {"forgotten": 1}
    assert json.loads(command("forget", "azure", "--json").stdout) == {"forgotten": 1}
    assert json.loads(command("forget", "--yes", "--json").stdout) == {"forgotten": 1}
    nothing = command("forget", "azure")
    assert nothing.exit_code == 1
    assert status(command)["found_out"] == []


def test_everything_is_forgotten_only_when_that_is_said(home: Path, command: Command) -> None:
    remember(home, Target("azure", "a"))
    done = command("forget")
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert len(status(command)["found_out"]) == 1


def test_a_memory_that_is_not_on_disk_is_said(home: Path, command: Command) -> None:
    configure(home, 'c.StreamToggle.remember = "until-restart"\n')
    done = command("forget")
    assert done.exit_code == 1
    assert "until-restart" in done.stderr


def test_the_chosen_model_is_read_and_its_key_is_not_shown(home: Path, command: Command) -> None:
    seen = status(command)
    if seen["jupyter_ai"]["generation"] == "none":
        pytest.skip("which form the names of models have is known by Jupyter AI's generation")
    mark = ":" if seen["jupyter_ai"]["generation"] == "v2" else "/"
    chosen = f"azure{mark}gpt-4o"
    (home / "data/jupyter_ai").mkdir(parents=True)
    (home / "data/jupyter_ai/config.json").write_text(
        json.dumps(
            {
                "model_provider_id": chosen,
                "fields": {chosen: {"api_base": f"https://user:{CANARY}@gateway.example/v1?k=1"}},
                "api_keys": {"AZURE_API_KEY": CANARY},
            }
        )
    )
    remember(home, Target("azure", "gpt-4o", "https://gateway.example/v1"))
    chat = status(command)["chat"]
    assert (chat["provider"], chat["model"]) == ("azure", "gpt-4o")
    assert chat["endpoint"] == "https://gateway.example/v1"
    assert (chat["mode"], chat["delivery"]) == ("auto", "stream")  # learned with another key
    plain = command("status")
    assert "azure:gpt-4o" in plain.stdout
    for text in (plain.stdout, plain.stderr, json.dumps(chat)):
        assert CANARY not in text


def test_jupyter_ais_file_that_is_broken_is_named(home: Path, command: Command) -> None:
    (home / "data/jupyter_ai").mkdir(parents=True)
    (home / "data/jupyter_ai/config.json").write_text(f'{{"api_keys": "{CANARY}')
    (problem,) = status(command)["problems"]
    assert problem.endswith("config.json is not JSON.")
