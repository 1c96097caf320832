"""Configuration by environment variables, on a real server and from the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse
from traitlets import Bool, Dict, Enum, List, Unicode

from jupyterlab_ai_stream_toggle.configuration import environment
from jupyterlab_ai_stream_toggle.configuration.environment import traits_of, variable_of
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from tests.support.home import Command, command_in, status

from .test_rest import call

Fetch = Callable[..., Awaitable[HTTPResponse]]
ADMINISTRATION = Path(__file__).parents[3] / "docs/administration.md"


def reset_environment(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Only these of our variables."""
    for name in [each for each in os.environ if each.startswith(environment.PREFIX)]:
        monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(environment.PREFIX + name, value)


class TestOnAServer:
    @pytest.fixture(autouse=True)
    def variables(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        reset_environment(
            monkeypatch,
            DEFAULT_MODE="on",
            LOCKED='{"azure": {"mode": "off", "reason": "It buffers."}}',
            MEMORY_FILE=str(tmp_path / "memory.json"),
            WIRE_LOG="",
            LOKCED="{}",
        )

    async def test_they_are_in_force(
        self, capfd: pytest.CaptureFixture[str], jp_fetch: Fetch, extension: StreamToggle
    ) -> None:
        providers = await call(jp_fetch, "GET", "providers")
        (azure,) = [each for each in providers["providers"] if each["id"] == "azure"]
        assert azure["decision"]["lock_reason"] == "It buffers."
        assert (providers["default"]["mode"], providers["default"]["source"]) == (
            "on",
            "administrator-default",
        )
        assert extension.memory_file.endswith("memory.json")
        said = capfd.readouterr().err
        assert "JUPYTER_AI_STREAM_LOKCED is not known" in said
        assert "Did you mean JUPYTER_AI_STREAM_LOCKED?" in said


class TestBelowConfiguration(TestOnAServer):
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {"default_mode": "off", "locked": {"openai": "auto"}}

    async def test_they_are_in_force(
        self, capfd: pytest.CaptureFixture[str], jp_fetch: Fetch, extension: StreamToggle
    ) -> None:
        """What is configured explicitly counts as a whole: locks are not mixed."""
        providers = await call(jp_fetch, "GET", "providers")
        locked = [each["id"] for each in providers["providers"] if each["decision"]["locked"]]
        assert locked == ["openai"]
        assert providers["default"]["mode"] == "off"
        assert extension.memory_file.endswith("memory.json"), "not configured"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    reset_environment(monkeypatch)
    return command_in(tmp_path)


def settings(command: Command) -> dict[str, tuple[Any, str, str]]:
    """Value, kind of place and name of the place of each trait."""
    return {
        each["name"]: (each["value"], each["source"], each["set_by"])
        for each in status(command)["configuration"]
    }


def test_status_says_where_each_value_comes_from(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {each[1] for each in settings(command).values()} == {"default"}
    reset_environment(monkeypatch, DEFAULT_MODE="off", REMEMBER="never")
    file = tmp_path / "config/jupyter_server_config.py"
    file.write_text('c.StreamToggle.remember = "until-restart"\n')
    later = tmp_path / "config/jupyter_jupyterlab_ai_stream_toggle_config.json"
    later.write_text(json.dumps({"StreamToggle": {"locked": {"azure": "off"}}}))
    seen = settings(command)
    assert list(seen) == list(traits_of(StreamToggle))
    assert seen["default_mode"] == ("off", "environment", "JUPYTER_AI_STREAM_DEFAULT_MODE")
    assert seen["remember"] == ("until-restart", "configuration", str(file))
    assert seen["locked"] == ({"azure": "off"}, "configuration", str(later))
    said = command("status").stdout
    assert '  default_mode: "off" (JUPYTER_AI_STREAM_DEFAULT_MODE)\n' in said
    assert f'  remember: "until-restart" ({file})\n' in said
    assert "memory_file" not in said


def test_a_mistyped_variable_is_refused_by_commands_as_well(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset_environment(monkeypatch, REMEMBER="sometimes")
    done = command("status")
    assert done.exit_code == 1
    assert "JUPYTER_AI_STREAM_REMEMBER is 'sometimes'" in done.stderr


def test_a_variable_that_nobody_knows_is_a_problem(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset_environment(monkeypatch, REMEBER="never")
    (problem,) = status(command)["problems"]
    assert "Did you mean JUPYTER_AI_STREAM_REMEMBER?" in problem


def test_a_file_that_cannot_be_run_is_named(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "config/jupyter_server_config.py"
    file.write_text("c.StreamToggle.locked = {\n")
    done = command("status")
    assert done.exit_code == 1
    assert str(file) in done.stderr


@pytest.mark.parametrize("name", traits_of(StreamToggle))
def test_each_trait_says_which_variable_sets_it(name: str) -> None:
    trait = traits_of(StreamToggle)[name]
    assert f"Environment: {variable_of(name)}" in " ".join((trait.help or "").split())
    (row,) = [
        line for line in ADMINISTRATION.read_text().splitlines() if line.startswith(f"| `{name}`")
    ]
    assert f"`{variable_of(name)}`" in row


@pytest.mark.parametrize(
    ("trait", "text", "value"),
    [
        (Bool(), "true", True),
        (Bool(), "0", False),
        (Bool(), "False", False),
        (Dict(), "{}", {}),
        (Enum(["a", "b"]), "b", "b"),
        (List(), os.pathsep.join(["/a", "", "/b c"]), ["/a", "/b c"]),
        (Unicode(), " x", " x"),
    ],
)
def test_each_kind_of_trait_can_be_set(trait: Any, text: str, value: object) -> None:
    assert environment.value_of(trait, "X", text) == value


@pytest.mark.parametrize(
    ("trait", "text", "says"),
    [
        (Bool(), "maybe", "X is 'maybe'; it takes 'true', '1', 'false' or '0'."),
        (Enum(["a", "b"]), "A", "X is 'A'; it takes 'a' or 'b'."),
        (Dict(), "[" * 100_000, "which is not JSON"),
        (Dict(), "3", "it takes a JSON object"),
    ],
)
def test_what_a_trait_does_not_take_is_said(trait: Any, text: str, says: str) -> None:
    with pytest.raises(environment.Mistyped) as raised:
        environment.value_of(trait, "X", text)
    assert says in str(raised.value)
    assert len(str(raised.value)) < 400, "however long it is"
