"""`status`, `set` and `forget`, in the home of a user for whom no server runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.cli.words import EVIDENCE, SOURCES
from jupyterlab_ai_stream_toggle.modes import Delivery, Source
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.home import Command, command_in, remember, status

CANARY = "canary-5a4b3c2d1e0f"
SETTINGS = "config/lab/user-settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"
MEMORY = "data/jupyterlab_ai_stream_toggle/capabilities.json"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path


@pytest.fixture
def command(home: Path) -> Command:
    return command_in(home)


def configure(home: Path, text: str) -> None:
    (home / "config/jupyter_server_config.py").write_text(text, encoding="utf-8")


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
    assert "locked azure:gpt-4o to Off" in done.stderr
    assert "It buffers." in done.stderr
    assert not (home / SETTINGS).exists()
    (entry,) = status(command)["modes"]
    assert (entry["mode"], entry["source"], entry["lock_reason"]) == (
        "off",
        "administrator-lock",
        "It buffers.",
    )


LIMITED = """
c.StreamToggle.locked = {"azure:gpt-*": {"modes": ["auto", "off"], "reason": "Billed twice."}}
"""


def test_a_choice_that_is_limited_is_refused_with_what_is_allowed(
    home: Path, command: Command
) -> None:
    configure(home, LIMITED)
    done = command("set", "azure:gpt-4o", "on")
    assert done.exit_code == 1
    assert "limited azure:gpt-4o to Auto or Off: Billed twice." in done.stderr
    assert command("set", "azure:gpt-4o", "off").exit_code == 0
    assert command("set", "azure:o1", "on").exit_code == 0
    assert json.loads((home / SETTINGS).read_text())["models"] == {
        "azure:gpt-4o": "off",
        "azure:o1": "on",
    }


def test_status_says_what_a_lock_allows_and_what_it_passes_over(
    home: Path, command: Command
) -> None:
    configure(home, "")
    command("set", "azure:gpt-4o", "on")
    configure(home, LIMITED)
    said = command("status").stdout
    assert (
        "  azure:gpt-4o: Auto (Default) · On is set, but not allowed. · "
        "Limited by your administrator to Auto or Off: Billed twice.\n" in said
    )
    assert (
        "\nLocks\n  azure:gpt-*: Limited by your administrator to Auto or Off: Billed twice.\n"
        in said
    )
    seen = status(command)
    assert seen["locks"] == [
        {"name": "azure:gpt-*", "modes": ["auto", "off"], "reason": "Billed twice."}
    ]
    (_, entry) = seen["modes"]
    assert (entry["allowed"], entry["passed_over"]) == (["auto", "off"], "on")


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
        (("set", "azure/gpt-4o", "off"), "Did you mean azure:gpt-4o?"),
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


def test_jupyter_ais_file_that_is_broken_is_named(home: Path, command: Command) -> None:
    (home / "data/jupyter_ai").mkdir(parents=True)
    (home / "data/jupyter_ai/config.json").write_text(f'{{"api_keys": "{CANARY}')
    (problem,) = status(command)["problems"]
    assert problem.endswith("config.json is not JSON.")


def test_status_says_what_the_views_say(home: Path, command: Command) -> None:
    configure(home, 'c.StreamToggle.locked = {"azure": {"mode": "off", "reason": "It buffers."}}\n')
    command("set", "openai", "on")
    command("set", "openai:o3", "auto")
    remember(home, Target("openai", "o3"))
    said = command("status").stdout
    assert "  azure: Off (Locked by your administrator: It buffers.)\n" in said
    assert "  openai: On (Your setting for this provider)\n" in said
    assert "  openai:o3: Auto (Your setting for this model)\n" in said
    assert "Streaming was rejected on " in said
    assert "Will retry on " in said
    assert [each for each in (*Source, *Evidence, *Delivery) if each.value in said] == []


def test_there_are_words_for_all_that_can_be_said() -> None:
    # A lock says whose it is and why; streams that broke off are counted.
    assert ({*SOURCES, Source.ADMINISTRATOR_LOCK}, {*EVIDENCE, Evidence.BROKE_OFF}) == (
        set(Source),
        set(Evidence),
    )
