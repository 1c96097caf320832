"""The throw-away directory: what JupyterLab and Jupyter AI read from a user or write for one."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from ..modes import Mode
from .generation import DemoSetup

_DIRECTORIES = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}

# Accounts of the caller, and settings of the caller's own Jupyter server, have no business here.
_NOT_INHERITED = (
    "OPENAI_",
    "AZURE_",
    "LITELLM_",
    "JUPYTER_TOKEN",
    "JUPYTER_PORT",
    "JUPYTER_NO_CONFIG",
    "JUPYTERHUB_",
    "JUPYTER_AI_STREAM_",
)

_LOOPBACK = "127.0.0.1,localhost"

_OUR_SETTINGS = "settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"

# It asks, at the first start, whether news may be fetched.
_ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


@dataclass(frozen=True)
class Sandbox:
    """A furnished directory, and the environment in which JupyterLab uses it."""

    root: Path
    token: str
    """What a browser needs to be let in."""
    environment: Mapping[str, str]

    @property
    def work(self) -> Path:
        """Where the files that JupyterLab shows are."""
        return self.root / "work"

    @property
    def log(self) -> Path:
        """Where JupyterLab's log goes."""
        return self.root / "jupyterlab.log"


@contextmanager
def sandbox(generation: DemoSetup, endpoint: str, mode: Mode | None) -> Iterator[Sandbox]:
    """A sandbox in which Jupyter AI talks to `endpoint`, removed in the end.

    `mode` is the default mode to begin with, `None` leaves it alone.
    """
    with tempfile.TemporaryDirectory(prefix="jupyter-ai-stream-demo-") as directory:
        root = Path(directory).resolve()
        made = Sandbox(root, token_hex(24), _environment(root, generation))
        made.work.mkdir()
        for name, text in generation.files.items():
            (made.work / name).write_text(text, encoding="utf-8")
        _write(root / "data/jupyter_ai/config.json", generation.config(endpoint))
        _write(
            root / "config/jupyter_server_config.json",
            {**_server_config(made), **generation.server_config},
        )
        _write(
            root / "config/labconfig/page_config.json",
            {"disabledExtensions": {_ANNOUNCEMENTS: True}},
        )
        if mode:
            _write(root / _OUR_SETTINGS, {"defaultMode": mode.value})
        if generation.left_panel:
            _save_layout(root / "workspaces", generation.left_panel)
        yield made


def _environment(root: Path, generation: DemoSetup) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)
    }
    own = {name: str(root / directory) for name, directory in _DIRECTORIES.items()}
    # A proxy cannot reach this machine's loopback; both spellings are in use.
    direct = {
        name: ",".join(filter(None, (inherited.get(name), _LOOPBACK)))
        for name in ("NO_PROXY", "no_proxy")
    }
    return {**inherited, **own, **direct, **generation.environment}


def _server_config(made: Sandbox) -> dict[str, Any]:
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port_retries": 0,
            "open_browser": False,
            "root_dir": str(made.work),
            "allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
        },
        "IdentityProvider": {"token": made.token},
    }


def _save_layout(directory: Path, left_panel: str) -> None:
    # Takes seconds to import, and only Jupyter AI 2 needs it.
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    layout = {
        "left": {"collapsed": False, "current": left_panel, "widgets": [left_panel]},
        "relativeSizes": [0.4, 0.6, 0],
    }
    workspace = {"data": {"layout-restorer:data": layout}, "metadata": {"id": "default"}}
    WorkspacesManager(str(directory)).save("default", json.dumps(workspace))


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2), encoding="utf-8")
