"""The command line in the language of its terminal, or of JupyterLab."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.cli import main
from jupyterlab_ai_stream_toggle.cli.language import language_of
from tests.support.command import run
from tests.support.english import english_in

COMMANDS = ["", *main.commands]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where JupyterLab keeps the language that its user chose."""
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path))
    folder = tmp_path / "@jupyterlab" / "translation-extension"
    folder.mkdir(parents=True)
    return folder / "plugin.jupyterlab-settings"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese one."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


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


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_chinese(command: str) -> None:
    told = run(*filter(None, [command]), "--help")
    assert told.returncode == 0
    assert english_in(told.stdout) == []
    assert "用法" in told.stdout
    assert "…" not in told.stdout and "..." not in told.stdout.partition("\n")[2]


@pytest.mark.usefixtures("terminal", "settings")
@pytest.mark.parametrize(
    "line",
    [
        "status",
        "set azure off",
        "set nosuch off",
        "set nosuch:model inherit",
        "set azure/gw off",
        "set azure sometimes",
        "set azure",
        "nosuch",
        "forget azure",
        "forget",
        "restore --yes",
        "explain --phase nosuch",
        "explain --jsonl /nosuch",
        "check --nosuch",
        "practice --port x",
    ],
)
def test_what_commands_print_is_in_chinese(line: str) -> None:
    told = run(*line.split())
    assert told.stdout or told.stderr
    assert english_in(told.stdout + told.stderr) == []


@pytest.mark.usefixtures("terminal", "settings")
def test_what_programs_read_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    chinese = json.loads(run("status", "--json").stdout)
    monkeypatch.setenv("LC_ALL", "C")
    assert json.loads(run("status", "--json").stdout) == chinese
    assert run("--help").stdout.startswith("Usage:")
