"""A real JupyterLab with a real Jupyter AI, and the practice endpoint behind it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.cli.demo.generation import Generation, installed_generation
from jupyterlab_ai_stream_toggle.cli.demo.lab import Lab, port_to_use
from jupyterlab_ai_stream_toggle.cli.demo.sandbox import Sandbox, sandbox
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread

_deployments = count(1)


@dataclass
class Server:
    """The pieces under test."""

    practice: PracticeServer
    place: Sandbox
    generation: Generation
    port: int
    deployment: str = field(default="practice")

    @property
    def base(self) -> str:
        """The root of the Jupyter server."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def headers(self) -> dict[str, str]:
        """What lets a client in."""
        return {"Authorization": f"token {self.place.token}"}

    @contextmanager
    def running(self) -> Iterator[None]:
        """JupyterLab, for as long as the context lasts."""
        with Lab(self.place, self.port, page=self.generation.page) as lab:
            lab.wait_until_ready()
            yield

    @contextmanager
    def running_without_extension(self) -> Iterator[None]:
        """JupyterLab with the extension switched off, as an administrator would."""
        path = self.place.root / "config/jupyter_server_config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["ServerApp"]["jpserver_extensions"] = {"jupyterlab_ai_stream_toggle": False}
        path.write_text(json.dumps(config), encoding="utf-8")
        with Lab(self.place, self.port, page=self.generation.page):
            deadline = time.monotonic() + 120
            while not self._answers("lab"):
                assert time.monotonic() < deadline, self.place.log.read_text(encoding="utf-8")
                time.sleep(0.2)
            yield

    def _answers(self, path: str) -> bool:
        try:
            return httpx.get(self.base + path, headers=self.headers).status_code == 200
        except httpx.TransportError:
            return False

    def use_fresh_deployment(self) -> None:
        """Choose a deployment in Jupyter AI of which the extension knows nothing yet."""
        self.deployment = f"practice-{next(_deployments)}"
        old = self.generation.config(self.practice.url)
        new = json.loads(
            json.dumps(old)
            .replace(":practice", f":{self.deployment}")
            .replace("/practice", f"/{self.deployment}")
        )
        path = self.place.root / "data/jupyter_ai/config.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(new), encoding="utf-8")
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

    def set_mode(self, mode: str | None, model: str | None = None) -> None:
        """The mode of the provider in use, through the extension's REST interface."""
        provider = self.get("status")["target"]["provider"]
        reply = httpx.put(
            f"{self.base}jupyterlab-ai-stream-toggle/modes",
            headers=self.headers,
            json={"provider": provider, "model": model, "mode": mode},
        )
        reply.raise_for_status()

    def requests(self) -> str:
        """The chat requests that went over the wire, a letter each.

        `S`: a stream with `stream_options`; `s`: one without; `n`: a plain request.
        """
        return "".join(letter(entry.body) for entry in self.practice.journal.entries())


def letter(body: dict[str, Any]) -> str:
    """How a request asked for its answer, judged by its body alone."""
    if body.get("stream"):
        return "S" if "stream_options" in body else "s"
    assert "stream_options" not in body, "a plain request must not carry stream_options"
    return "n"


@contextmanager
def server() -> Iterator[Server]:
    """Everything but JupyterLab itself, which a test runs, and may run again."""
    generation = installed_generation()
    with (
        PracticeThread(PracticeServer("ok")) as practice,
        sandbox(generation, practice.url, None) as place,
    ):
        yield Server(practice, place, generation, port_to_use(0))
