"""`config check`: each mistake has its place, its line and a next step, before a server starts."""

from __future__ import annotations

import json
import os
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.capability.stored import dumped
from jupyterlab_ai_stream_toggle.configuration.environment import PREFIX
from jupyterlab_ai_stream_toggle.configuration.lines import line_of
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.home import Command, command_in

GOOD = """\
c = get_config()
c.ServerApp.port = 8888
c.StreamToggle.default_mode = "off"
c.StreamToggle.locked = {
    "azure": {"mode": "off", "reason": "It buffers."},
    "openai:gpt-4o": "auto",
}
"""

MISTAKES: dict[str, tuple[str, int | None, list[str]]] = {
    # The lines after the first one of a file, the line of the mistake, what is said.
    "a mode": ('c.StreamToggle.default_mode = "of"', 2, ["default_mode", "'of'", "'off'"]),
    "a lock's mode": (
        'c.StreamToggle.locked = {\n    "azure": "off",\n    "openai": "of",\n}',
        4,
        ["c.StreamToggle.locked['openai'] is 'of'", "'auto', 'on', 'off'"],
    ),
    "a lock's key": (
        'c.StreamToggle.locked = {\n    "azure": {"mode": "off", "why": "x"}}',
        3,
        ["valid keys are 'mode' with a mode, or 'modes'"],
    ),
    "a lock that is added": ('c.StreamToggle.locked.update({"azure": "of"})', 2, ["'of'"]),
    "a list": ('c.StreamToggle.locked = ["azure"]', 2, ["locked", "list"]),
    "a trait": (
        "c.StreamToggle.lokced = {}",
        2,
        ["c.StreamToggle.lokced", "c.StreamToggle.locked"],
    ),
    "a section": ('c.StreamTogle.default_mode = "off"', 2, ["StreamTogle", "c.StreamToggle?"]),
    "the syntax": ("c.StreamToggle.locked = {", 2, ["SyntaxError"]),
    "the program": ("\nimport os\nos.environ[1]", 4, ["TypeError"]),
    "a number": ("c.StreamToggle.memory_file = 3", 2, ["memory_file"]),
    "a file that is not there": (
        'c.StreamToggle.known_files = ["/no/such/file.json"]',
        None,
        ["/no/such/file.json", "there is no such file", "jupyter_server_config.py:2"],
    ),
}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config/jupyter_server_config.py"


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return command_in(tmp_path)


def problems(command: Command, *files: Path, code: int = 1) -> list[dict[str, Any]]:
    done = command("config", "check", "--json", *map(str, files))
    assert done.exit_code == code, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found


def test_what_is_good_is_good(file: Path, command: Command) -> None:
    file.write_text(GOOD)
    done = command("config", "check")
    assert done.exit_code == 0, done.output
    assert f"Checked: {file}" in done.stdout
    assert "No problems found." in done.stdout
    assert problems(command, file, code=0) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_a_next_step(
    name: str, file: Path, command: Command
) -> None:
    lines, line, says = MISTAKES[name]
    file.write_text(f"c = get_config()\n{lines}\n")
    (problem,) = problems(command)
    assert problem["severity"] == "error"
    assert problem["line"] == line
    assert line is None or problem["place"] == str(file)
    assert problem["next_step"]
    told = json.dumps(problem)
    for word in says:
        assert word in told
    if line is not None:
        assert f"{file}:{line}: " in command("config", "check").stdout


def test_all_mistakes_are_told_at_once(file: Path, command: Command) -> None:
    """A server names the first only, and stops."""
    file.write_text(
        'c.StreamToggle.remember = "x"\nc.StreamToggle.locked = {"a": "b", "c": "d", "e": "on"}\n'
    )
    assert [each["line"] for each in problems(command)] == [1, 2, 2]


def test_json_is_read_as_well(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "other.json"
    section = {"locked": {"azure": "off", "openai": "of"}}
    file.write_text(json.dumps({"StreamToggle": section}, indent=2))
    (problem,) = problems(command, file)
    assert problem["line"] == 5
    file.write_text('{\n"StreamToggle": {,}}')
    (problem,) = problems(command, file)
    assert problem["line"] == 2


def test_variables_are_checked_whatever_counts_more(
    file: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(GOOD)
    monkeypatch.setenv(f"{PREFIX}DEFAULT_MODE", "of")
    monkeypatch.setenv(f"{PREFIX}LOCKED", '{"azure": "of"}')
    monkeypatch.setenv(f"{PREFIX}LOKCED", "{}")
    found = {each["place"].removeprefix(PREFIX): each for each in problems(command)}
    assert sorted(found) == ["DEFAULT_MODE", "LOCKED", "LOKCED"]
    assert all("environment" in each["next_step"] for each in found.values())
    assert "Did you mean JUPYTER_AI_STREAM_LOCKED?" in found["LOKCED"]["message"]


def test_files_for_all_users_are_checked(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "anything.json"
    past = Capability(Delivery.PLAIN, Evidence.REFUSED, 1, 1, 2)
    now = time.time()
    good = Capability(Delivery.PLAIN, Evidence.REFUSED, now - 1, now - 1, now + 1000)
    known = OrderedDict([(Target("azure", "a"), past), (Target("azure", "b"), good)])
    file.write_text(json.dumps(dumped(known)))
    (doubt,) = problems(command, file, code=0)
    assert doubt["severity"] == "warning"
    assert doubt["message"].startswith("1 of 2 detection results have expired")
    file.write_text('{"capabilities": 3}')
    (problem,) = problems(command, file)
    assert "no list of capabilities" in problem["message"]


def test_files_on_the_data_path_are_checked(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "shared"))
    file = tmp_path / "shared/jupyterlab_ai_stream_toggle/known.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    (problem,) = problems(command)
    assert problem["place"] == str(file)


def test_a_file_that_is_not_there_is_a_usage_error(command: Command) -> None:
    assert command("config", "check", "/no/such/file.py").exit_code == 2


@pytest.mark.parametrize(
    ("text", "name", "entry", "line"),
    [
        ("c.StreamToggle.locked = {}\nc.StreamToggle.locked = {'a': 1}", "locked", "a", 2),
        ('{"StreamToggle": {\n"x": 1,\n"locked": {\n"a:b": 1}}}', "locked", "a:b", 4),
        ("for name in names:\n    setattr(c.StreamToggle, name, 1)", "locked", None, None),
        ('section = c.StreamToggle\nsection.locked = {"a": 1}', "locked", "a", 2),
        ("", "locked", None, None),
    ],
)
def test_a_line_is_found_where_it_can_be_seen(
    text: str, name: str, entry: str | None, line: int | None
) -> None:
    assert line_of(text, "StreamToggle", name, entry) == line
