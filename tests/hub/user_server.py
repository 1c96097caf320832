"""The server of one user of the hub, as that user and the hub know it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.demo.generation import installed_generation
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.letters import letter

from .hub import Hub
from .people import Person

NAMESPACE = "jupyterlab-ai-stream-toggle"
_DATA = ".local/share/jupyter"
FINDINGS = f"{_DATA}/jupyterlab_ai_stream_toggle/capabilities.json"
_FOLDER = ".jupyter/lab/user-settings/jupyterlab-ai-stream-toggle"
SETTINGS = f"{_FOLDER}/plugin.jupyterlab-settings"
_START_LIMIT = 300.0
_POLL = 0.1

_deployments: Iterator[int] = count(1)


@dataclass
class UserServer:
    """It may run or not."""

    hub: Hub
    person: Person
    practice: PracticeServer
    token: str
    deployment: str = field(default="none")

    @property
    def base(self) -> str:
        """Its root, through the proxy of the hub."""
        return f"{self.hub.root}user/{self.person.name}/"

    @property
    def headers(self) -> dict[str, str]:
        """What lets the user in."""
        return {"Authorization": f"token {self.token}"}

    def add_chat(self, name: str) -> None:
        """An empty chat among the user's files."""
        self.person.write(name, "{}")

    def use_fresh_deployment(self, name: str = "practice") -> None:
        """Choose a deployment in Jupyter AI of which nobody knows anything yet."""
        self.use_deployment(f"{name}-{next(_deployments)}")

    def use_deployment(self, name: str) -> None:
        """Choose a deployment in Jupyter AI."""
        self.deployment = name
        config = json.dumps(installed_generation().config(self.practice.url))
        self.person.write(
            f"{_DATA}/jupyter_ai/config.json", config.replace("/practice", f"/{name}")
        )

    def requests(self) -> str:
        """The chat requests for this deployment that went over the wire, a letter each."""
        return "".join(
            letter(entry.body)
            for entry in self.practice.journal.entries()
            if f"/{self.deployment}/" in entry.path
        )

    def call(self, method: str, name: str, body: object = None) -> Any:
        """Call the extension, through the proxy."""
        answer = httpx.request(
            method,
            f"{self.base}{NAMESPACE}/{name}",
            headers=self.headers,
            json=body,
            timeout=60,
            trust_env=False,
        )
        answer.raise_for_status()
        return answer.json()

    def begin_to_start(self) -> None:
        """Have the hub start it, without waiting for it."""
        self.hub.api("POST", f"users/{self.person.name}/server", {})

    def wait_until_ready(self) -> None:
        """Return when the extension answers."""
        self._wait("ready")
        self.call("GET", "status")

    def begin_to_stop(self) -> None:
        """Have the hub stop it, without waiting for its end."""
        self.hub.api("DELETE", f"users/{self.person.name}/server")

    def wait_until_stopped(self) -> None:
        """Return when the hub has no server of the user's."""
        self._wait("stopped")

    def state(self) -> str:
        """What the hub says: `ready`, `stopped`, or what is under way."""
        servers = self.hub.api("GET", f"users/{self.person.name}")["servers"]
        if not servers:
            return "stopped"
        return servers[""]["pending"] or ("ready" if servers[""]["ready"] else "stopped")

    def _wait(self, state: str) -> None:
        deadline = time.monotonic() + _START_LIMIT
        while self.state() != state:
            assert time.monotonic() < deadline, self.hub.last_lines()
            time.sleep(_POLL)
