"""A JupyterHub with its proxy, and the servers of its users."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.demo.lab import port_to_use
from tests.real.parts.node import guarded
from tests.real.parts.process import HOST, ROOT, Part

from .people import People, Person
from .readable import Readable

PREFIX = "/company/labs/"
"""Below which everything is, as on a hub that shares its host."""
PASSWORD = "of-both-users"
_PATIENCE = 300
"""Seconds for a server to start: two of them, with Jupyter AI, on a machine that is busy."""
_PROXY = "tests/hub/node_modules/configurable-http-proxy/bin/configurable-http-proxy"


class Hub(Part):
    """It runs."""

    def __init__(
        self, folder: Path, installed: Readable, people: People, environment: Mapping[str, str]
    ) -> None:
        super().__init__("jupyterhub", folder, ready=f"{PREFIX}hub/health")
        self.root = f"{self.url}{PREFIX}"
        self.log = folder / "jupyterhub.log"
        self.token = secrets.token_hex(16)
        self._settings = folder / "settings.json"
        first = people.two[0]
        self._settings.write_text(
            json.dumps(
                {
                    "folder": str(folder),
                    "url": self.root,
                    "hub_url": f"http://{HOST}:{port_to_use(0)}",
                    "proxy": ["node", str(ROOT / _PROXY)],
                    "proxy_api_url": f"http://{HOST}:{port_to_use(0)}",
                    "token": self.token,
                    "password": PASSWORD,
                    "patience": _PATIENCE,
                    "names": [each.name for each in people.two],
                    "spawner": "localprocess" if people.are_users else "simple",
                    "homes": str(first.home.parent / "{username}"),
                    "python": str(installed.python),
                    "arguments": [] if people.are_users else ["--allow-root"],
                    "environment": {**installed.environment, **environment},
                }
            ),
            encoding="utf-8",
        )

    def command(self) -> Sequence[str | Path]:
        config = Path(__file__).with_name("hub_config.py")
        return (sys.executable, "-m", "jupyterhub", "--config", config)

    def environment(self) -> Mapping[str, str]:
        return {**guarded(), "HUB_SETTINGS": str(self._settings)}

    def api(self, method: str, path: str, body: object = None) -> Any:
        """What the hub's own interface answers to the administrator."""
        answer = httpx.request(
            method,
            f"{self.root}hub/api/{path}",
            headers={"Authorization": f"token {self.token}"},
            json=body,
            timeout=60,
            trust_env=False,
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def token_of(self, person: Person) -> str:
        """What lets the programs of a user in."""
        token: str = self.api("POST", f"users/{person.name}/tokens", {})["token"]
        return token
