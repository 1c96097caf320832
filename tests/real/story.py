"""A story: a model is configured, a message is sent, and the connection is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from tests.e2e.chat import ask
from tests.e2e.check import begin, until
from tests.e2e.server import Server
from tests.support.letters import letter

from .endpoint import Endpoint
from .parts.nginx import Nginx, Request

PROMPT = "Does my gateway stream?"
ANSWERED = "answered"


@dataclass(frozen=True)
class Told:
    """What came of a message."""

    outcome: str
    """`ANSWERED`, or the id of the diagnosis that is shown."""
    requests: str
    """Those that left Jupyter AI: `S` for a stream, `n` for a plain one."""
    text: str
    pieces: int
    """In how many the text came."""


class Story:
    """An endpoint in use."""

    def __init__(self, lab: Server, front: Nginx, endpoint: Endpoint, mode: str) -> None:
        self._lab = lab
        self._front = front
        lab.set_settings()
        lab.use_configuration(endpoint.configuration())
        lab.set_mode(mode, endpoint.model)
        lab.forget()
        self._mode = mode

    async def chat(self) -> Told:
        """Send a message."""
        self._front.requests()
        seen = await ask(self._lab, PROMPT)
        requests = "".join(map(_letter, self._front.requests()))
        failures = self._lab.get("failures")["failures"]
        assert seen.text or seen.error, "a blank"
        if seen.error:
            assert seen.error.startswith("**"), f"nothing explains this: {seen.error}"
            return Told(failures[0]["diagnosis"], requests, seen.text, len(seen.chunks))
        assert not failures
        return Told(ANSWERED, requests, seen.text, len(seen.chunks))

    def check(self, outcome: str) -> None:
        """See that the connection check says that this is what chat does."""
        run = until(self._lab, begin(self._lab, live=True), "done")
        asked = {
            each["kind"]: each["problem"] and _cause_titled(each["problem"])
            for each in run["comparison"]
            if each["by"] == "framework"
        }
        assert run["verdict"]["works"] is (outcome == ANSWERED), self._said(run)
        if outcome != ANSWERED:
            means = {"on": ["stream"], "off": ["plain"], "auto": ["stream", "plain"]}[self._mode]
            assert outcome in [asked[each] for each in means], self._said(run)

    @staticmethod
    def _said(run: Any) -> str:
        return f"{run['verdict']['text']}\n{run['report']}"


def _letter(request: Request) -> str:
    return letter(request.body).upper().replace("N", "n")


def _cause_titled(title: str) -> str:
    for cause in CAUSES.values():
        if title in (cause.title, *(each.title for each in cause.variants)):
            return cause.id
    return title
