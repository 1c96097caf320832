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


@pytest.mark.parametrize("name", MISTYPED)
def test_the_server_does_not_start(tmp_path: Path, name: str) -> None:
    """With a lock that is well-formed, which would be lost with all the rest."""
    traits, says = MISTYPED[name]
    configuration = {
        "ServerApp": {
            "jpserver_extensions": {"jupyterlab_ai_stream_toggle": True},
            "open_browser": False,
            "port": 0,
            "root_dir": str(tmp_path),
        },
        "StreamToggle": {"locked": {"openai": "off"}, **traits},
    }
    file = tmp_path / "jupyter_server_config.json"
    file.write_text(json.dumps(configuration), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_server", "--config", str(file), "--allow-root"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,  # it would run for ever
        env={"PATH": "", "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)},
    )
    assert done.returncode != 0
    assert "StreamToggle" in done.stderr
    for word in says:
        assert word in done.stderr
