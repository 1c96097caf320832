"""A real JupyterLab with a real Jupyter AI, and the practice endpoint behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.demo.generation import (
    PLACEHOLDER_KEY,
    DemoSetup,
    installed_generation,
)
from jupyterlab_ai_stream_toggle.demo.lab import READY_PATHS, Lab, port_to_use
from jupyterlab_ai_stream_toggle.demo.sandbox import Sandbox, sandbox
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread
from tests.support.generation import JUPYTER_AI
from tests.support.letters import letter

CANARY = "canary-7c6b5a4f3e2d1c0b"
"""The key of Jupyter AI's models, and a password in their address: to be found nowhere else."""
CONFIGURATION = "data/jupyter_ai/config.json"
"""Jupyter AI's own file, where the canary is at home."""

_deployments = count(1)


@dataclass
class Server:
    """The pieces under test."""

    practice: PracticeServer
    place: Sandbox
    generation: DemoSetup
    port: int
    deployment: str = field(default="practice")
    ready: Sequence[str] = READY_PATHS
    """What has to answer before the server counts as started."""
    _lab: ExitStack = field(default_factory=ExitStack)

    @property
    def base(self) -> str:
        """The root of the Jupyter server."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def headers(self) -> dict[str, str]:
        """What lets a client in."""
        return {"Authorization": f"token {self.place.token}"}

    def add_chat(self, name: str) -> None:
        """An empty file of a chat, for Jupyter AI 3."""
        (self.place.work / name).write_text("{}", encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator[None]:
        """JupyterLab, for as long as the context lasts."""
        with self._lab:
            self.start()
            yield

    def start(self) -> None:
        """Start JupyterLab, and wait for it."""
        lab = self._lab.enter_context(Lab(self.place, self.port, page=self.generation.page))
        lab.wait_until_ready(self.ready)

    def restart(self) -> None:
        """Another JupyterLab on the same directories."""
        self._lab.close()
        self.start()

    def configure(self, **sections: Any) -> None:
        """Add to the configuration of the server that is started next."""
        path = self.place.root / "config/jupyter_server_config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        for name, section in sections.items():
            config[name] = {**config.get(name, {}), **section}
        path.write_text(json.dumps(config), encoding="utf-8")

    def switch_extension_off(self) -> None:
        """For the server that is started next, as an administrator would."""
        self.configure(ServerApp={"jpserver_extensions": {"jupyterlab_ai_stream_toggle": False}})
        self.ready = ("lab",)

    def use_fresh_deployment(self) -> None:
        """Choose a deployment in Jupyter AI of which the extension knows nothing yet."""
        self.use_deployment(f"practice-{next(_deployments)}")

    def use_deployment(self, name: str) -> None:
        """Choose a deployment in Jupyter AI, with a canary for a key, and in its address."""
        self.deployment = name
        config = (
            json.dumps(self.generation.config(self.practice.url))
            .replace(":practice", f":{name}")
            .replace("/practice", f"/{name}")
        )
        assert PLACEHOLDER_KEY in config
        config = config.replace(PLACEHOLDER_KEY, CANARY)
        if JUPYTER_AI == 2:  # LiteLLM refuses an address with credentials beside a key
            config = config.replace("://", f"://user:{CANARY}@")
        self.use_configuration(json.loads(config))

    def use_configuration(self, configuration: Mapping[str, Any]) -> None:
        """Give Jupyter AI another file of its own, in one step."""
        path = self.place.root / CONFIGURATION
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(configuration), encoding="utf-8")
        fresh.replace(path)

    def set_fault(self, name: str) -> None:
        """What the endpoint does from now on; its journal is cleared."""
        self.practice.fault = fault_named(name)
        self.practice.journal.clear()

    def set_settings(self, **settings: Any) -> None:
        """Write the user's settings, as an edit by hand does."""
        path = self.place.root / "settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")

    def get(self, name: str) -> Any:
        """The answer to a `GET` of the extension."""
        reply = httpx.get(f"{self.base}jupyterlab-ai-stream-toggle/{name}", headers=self.headers)
        reply.raise_for_status()
        return reply.json()

    def forget(self) -> None:
        """As if nothing had been found out, and nothing had failed."""
        for name in ("capabilities", "failures"):
            httpx.delete(
                f"{self.base}jupyterlab-ai-stream-toggle/{name}", headers=self.headers
            ).raise_for_status()

    def set_mode(self, mode: str | None, model: str | None = None) -> None:
        """The mode of the provider in use, through the extension's REST interface."""
        provider = self.get("status")["target"]["provider"]
        reply = httpx.put(
            f"{self.base}jupyterlab-ai-stream-toggle/modes",
            headers=self.headers,
            json={"provider": provider, "model": model, "mode": mode},
        )
        reply.raise_for_status()

    def journal(self) -> list[str]:
        """What the endpoint was asked since the last `set_fault`, a line each, without prompts."""
        return [
            f"{entry.index} {entry.method} {entry.path} {_how(entry.body)} under {entry.fault}: "
            f"{entry.status}, {entry.chunks} chunks, client gone: {entry.client_gone}"
            for entry in self.practice.journal.entries()
        ]

    def requests(self) -> str:
        """The chat requests that went over the wire, a letter each."""
        return "".join(letter(entry.body) for entry in self.practice.journal.entries())


def _how(body: Any) -> str:
    """What a body says of streams. For a report, which must not fail on what it reports."""
    names = ("stream", "stream_options")
    return str({name: body.get(name) for name in names} if isinstance(body, dict) else body)


@contextmanager
def server() -> Iterator[Server]:
    """Everything but JupyterLab itself, which a test runs, and may run again."""
    generation = installed_generation()
    with (
        PracticeThread(PracticeServer("ok")) as practice,
        sandbox(generation, practice.url, None) as place,
    ):
        yield Server(practice, place, generation, port_to_use(0))
