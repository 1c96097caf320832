"""A story: a model is configured, a message is sent, and the connection is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from tests.e2e.chat import conversation
from tests.e2e.check import begin, until
from tests.e2e.server import Server
from tests.support.letters import letter

from .endpoint import Endpoint
from .parts.nginx import Nginx

MODES = ("auto", "on", "off")
ANSWERED = "answered"
PROMPT = "Does my gateway stream?"


@dataclass(frozen=True)
class Told:
    """What came of a message."""

    outcome: str
    """`ANSWERED`, or the id of the diagnosis that is shown."""
    requests: str
    """Those that left Jupyter AI: `S` for a stream, `n` for a plain one."""
    behind: str
    """Those of them that reached the practice endpoint, where it is behind all others."""
    codings: frozenset[str]
    """The content codings of the answers."""
    text: str
    pieces: int
    """In how many the text came."""


@dataclass(frozen=True)
class Scene:
    """Where a story takes place."""

    endpoint: Endpoint
    mode: str
    fault: str = "ok"
    """What the practice endpoint does, where it is behind all others."""
    headers_first: bool = False
    """Whether a stream of it has sent its headers before it falls silent for good."""


@dataclass
class Stories:
    """All of them, in one JupyterLab. Each is told once: chat and check are tested on the same."""

    lab: Server
    front: Nginx
    _told: dict[Scene, Told] = field(default_factory=dict)

    async def chat(self, scene: Scene) -> Told:
        """What comes of a message."""
        if scene not in self._told:
            self._set(scene)
            self._told[scene] = await self.message()
        return self._told[scene]

    async def message(self) -> Told:
        """What comes of another message, in the same scene."""
        self.front.requests()
        self.lab.practice.journal.clear()
        async with conversation(self.lab) as talk:
            seen = await talk(PROMPT)
            assert seen.text or seen.error, "a blank"
            failures = self.lab.get("failures")["failures"]
            if failures and not seen.error:
                await talk.failure()
        if seen.error:
            assert seen.error.startswith("**"), f"nothing explains this: {seen.error}"
            assert failures
        posted = [each for each in self.front.requests() if each.method == "POST"]
        return Told(
            outcome=failures[0]["diagnosis"] if seen.error else ANSWERED,
            requests=_letters([each.body for each in posted]),
            behind=_letters([each.body for each in self.lab.practice.journal.entries()]),
            codings=frozenset(each.coding for each in posted),
            text=seen.text,
            pieces=len(seen.chunks),
        )

    async def check(self, scene: Scene) -> Any:
        """See that the connection check says of it what chat does; return what it says in all."""
        told = {mode: await self.chat(replace(scene, mode=mode)) for mode in MODES}
        self._set(scene)
        run = until(self.lab, begin(self.lab, live=True), "done")
        works = told[scene.mode].outcome == ANSWERED
        assert run["verdict"]["works"] is works, _summary(run)
        asked = {
            each["kind"]: _causes_titled(each["problem"])
            for each in run["comparison"]
            if each["by"] == "framework"
        }
        # In `auto` it is the failure of the one or the other that is shown.
        for mode, kinds in (("on", ["stream"]), ("off", ["plain"]), ("auto", ["stream", "plain"])):
            outcome = told[mode].outcome
            # Where the endpoint takes no more requests for the moment, the second one is spared.
            found = set().union(*(asked.get(kind, asked["plain"]) for kind in kinds))
            assert outcome in {ANSWERED, *found}, f"{mode}: {outcome}\n{_summary(run)}"
        return run

    def _set(self, scene: Scene) -> None:
        self.lab.set_fault(scene.fault)
        self.lab.practice.pace.open()
        if scene.headers_first:
            self.lab.practice.pace.hold(0)
        # Nobody hurries a model here, on a machine that is busy.
        self.lab.set_settings(plainAfterSeconds=0, silenceSeconds=0)
        self.lab.use_configuration(scene.endpoint.configuration(self.front.url))
        self.lab.set_mode(scene.mode, scene.endpoint.model)
        self.lab.forget()


def _letters(bodies: list[Any]) -> str:
    return "".join("n" if letter(body) == "n" else "S" for body in bodies)


def _summary(run: Any) -> str:
    exchanges = [
        f"{each['kind']}, {each['by']}: {each['status']}, {each['problem']}"
        for each in run["comparison"]
    ]
    return "\n".join([run["verdict"]["text"], *exchanges])


def _causes_titled(title: str | None) -> set[str]:
    """Those that this may be the title of; some share one, some name what they are about."""
    return {
        cause.id
        for cause in CAUSES.values()
        for each in (cause.title, *(variant.title for variant in cause.variants))
        if each and re.fullmatch(_NAMED.sub(".+", re.escape(each)), title or "")
    }


_NAMED = re.compile(r"\\\{\w+\\\}")
"""A name in braces, in a pattern."""
