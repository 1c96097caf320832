"""The command line in the language of its terminal, or of JupyterLab."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterlab_ai_stream_toggle.cli import main
from jupyterlab_ai_stream_toggle.cli.language import language_of
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.command import run
from tests.support.english import english_in
from tests.support.home import command_in, environment_of, remember

COMMANDS = ["", *main.commands]
NAMES = [f"main {each}" for each in main.commands]
"""How usage names a command."""
OTHERS = ("integer range", "No such file or directory", "auto,\n\ton,\n\toff,\n\tinherit")
"""What click and the operating system say in English in any case, and what is typed."""
TERMINAL = {"LANGUAGE": "", "LC_ALL": "", "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where JupyterLab keeps the language that its user chose."""
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path))
    folder = tmp_path / "@jupyterlab" / "translation-extension"
    folder.mkdir(parents=True)
    return folder / "plugin.jupyterlab-settings"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, None),
        ({"LANG": "en_US.UTF-8"}, None),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh_CN"}, None),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de:zh_CN"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, None),
    ],
)
def test_the_terminal_decides(variables: dict[str, str], language: str | None) -> None:
    assert language_of(variables) == language


@pytest.mark.parametrize("variables", [{}, {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}])
@pytest.mark.parametrize(
    ("chosen", "language"),
    [
        ('{"locale": "zh_CN"}', "zh_CN"),
        ('// mine\n{locale: "zh_CN",}', "zh_CN"),
        ('{"locale": "default"}', None),
        ('{"locale": "en"}', None),
        ('{"locale": ', None),
        ("[]", None),
        (None, None),
    ],
)
def test_where_it_says_nothing_jupyterlab_does(
    variables: dict[str, str], chosen: str | None, language: str | None, settings: Path
) -> None:
    if chosen is not None:
        settings.write_text(chosen)
    folder = {"JUPYTERLAB_SETTINGS_DIR": str(settings.parents[2])}
    assert language_of({**variables, **folder}) == language


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_chinese(command: str, tmp_path: Path) -> None:
    # In the same process: click keeps what it made.
    CliRunner().invoke(main, [*command.split(), "--help"], env={"LC_ALL": "C"})
    told = in_chinese(tmp_path, f"{command} --help")
    assert told.exit_code == 0
    assert english_in(told.output, *NAMES, *OTHERS) == []
    assert told.output.startswith("用法")
    assert "..." not in told.output.partition("\n")[2]


def test_a_process_speaks_as_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in TERMINAL.items():
        monkeypatch.setenv(name, value)
    assert run("--help").stdout.startswith("用法")
    monkeypatch.setenv("LC_ALL", "C")
    assert run("--help").stdout.startswith("Usage")


LINES = [
    "status",
    "set azure off",
    "set nosuch off",
    "set nosuch:model inherit",
    "set azure/gw off",
    "set azure sometimes",
    "set azure",
    "set",
    "nosuch",
    "--nosuch",
    "forget azure",
    "forget",
    "forget --yes",
    "restore --yes",
    "explain --phase nosuch",
    "explain --jsonl /nosuch",
    "explain",
    "check",
    "check --nosuch",
    "practice --port x",
]


@pytest.mark.parametrize("line", LINES)
def test_what_commands_print_is_in_chinese(line: str, tmp_path: Path) -> None:
    told = in_chinese(tmp_path, line)
    assert told.output
    assert english_in(told.output, *NAMES, *OTHERS) == []


def test_findings_and_locks_are_told_in_chinese(tmp_path: Path) -> None:
    remember(tmp_path, Target("azure", "gw", endpoint="https://gw.example"))
    in_chinese(tmp_path, "set azure off")
    assert english_in(in_chinese(tmp_path, "status").output, *NAMES, *OTHERS) == []
    (tmp_path / "config" / "jupyter_server_config.py").write_text(
        'c.StreamToggle.locked = {"azure": {"mode": "off", "reason": "我们的网关会缓冲"}}'
    )
    assert english_in(in_chinese(tmp_path, "set azure on").output, *NAMES, *OTHERS) == []


def in_chinese(home: Path, line: str) -> Result:
    """A command in a Chinese terminal."""
    (home / "config").mkdir(exist_ok=True)
    environment = {**environment_of(home), **TERMINAL}
    return CliRunner().invoke(main, line.split(), env=environment)


def test_what_programs_read_stays_as_it_is(tmp_path: Path) -> None:
    command = command_in(tmp_path)
    assert in_chinese(tmp_path, "status --json").output == command("status", "--json").output
    assert command("--help").output.startswith("Usage:")
