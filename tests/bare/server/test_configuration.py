"""What an administrator mistypes stops a real server, and is never passed over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MISTYPED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a mode": ({"default_mode": "of"}, ["default_mode", "'of'", "off"]),
    "a list": ({"locked": ["azure"]}, ["locked", "azure"]),
    "a text": ({"locked": "azure"}, ["locked", "azure"]),
    "a lock's mode": ({"locked": {"azure": "of"}}, ["azure", "of", "auto"]),
    "a lock's key": ({"locked": {"azure": {"mode": "off", "why": "x"}}}, ["azure", "why"]),
    "a word": ({"remember": "sometimes"}, ["remember", "sometimes", "always"]),
    "a number": ({"memory_file": 3}, ["memory_file", "3"]),
}

MISTYPED_VARIABLES = [
    ("DEFAULT_MODE", "of", ["'of'", "'auto', 'on' or 'off'"]),
    ("REMEMBER", "sometimes", ["'sometimes'", "'always', 'until-restart' or 'never'"]),
    ("LOCKED", "azure=off", ["'azure=off'", "JSON", '{"azure": "off"}']),
    ("LOCKED", '["azure"]', ['["azure"]', '{"azure": "off"}']),
    ("LOCKED", '{"azure": "of"}', ["['azure']", "'of'", "'auto', 'on', 'off'"]),
    ("LOCKED", '{"azure:": "off"}', ["'azure:'", "azure:gpt-4o"]),
]


@pytest.mark.parametrize("name", MISTYPED)
def test_the_server_does_not_start(tmp_path: Path, name: str) -> None:
    """With a lock that is well-formed, which would be lost with all the rest."""
    traits, says = MISTYPED[name]
    done = started(tmp_path, {"locked": {"openai": "off"}, **traits})
    assert done.returncode != 0
    assert "StreamToggle" in done.stderr
    for word in says:
        assert word in done.stderr


@pytest.mark.parametrize(("name", "value", "says"), MISTYPED_VARIABLES)
def test_the_server_does_not_start_with_a_mistyped_variable(
    tmp_path: Path, name: str, value: str, says: list[str]
) -> None:
    variable = f"JUPYTER_AI_STREAM_{name}"
    done = started(tmp_path, {}, {variable: value})
    assert done.returncode != 0
    for word in (variable, *says, "Correct it where the environment of this server is set"):
        assert word in done.stderr


def started(
    home: Path, traits: dict[str, Any], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A server of its own with these traits, once it has ended."""
    configuration = {
        "ServerApp": {
            "jpserver_extensions": {"jupyterlab_ai_stream_toggle": True},
            "open_browser": False,
            "port": 0,
            "root_dir": str(home),
        },
        "StreamToggle": traits,
    }
    file = home / "jupyter_server_config.json"
    file.write_text(json.dumps(configuration), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "jupyter_server", "--config", str(file), "--allow-root"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,  # it would run for ever
        env={
            "PATH": "",
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home),
            **(environment or {}),
        },
    )
