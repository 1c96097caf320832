"""The model classes that Jupyter AI really uses, before the raw endpoint: governed and not."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.generation import JUPYTER_AI
from tests.support.raw_server import RawServer
from tests.support.settings import Settings

from .event_streams.stream import Call, Said, Stream
from .generated import announce
from .governed_models import CHAT_CLASSES, describe_target, governor

AZURE_VERSION = "2024-10-21"
_HANGS = 60
"""Seconds after which a reply that does not end fails the test, whatever it is about."""


@dataclass
class Outcome:
    """What came of one question."""

    chunks: list[dict[str, Any]] = field(default_factory=list)
    """What anybody above the model can see of each, without what is new each time."""
    said: Said = field(default_factory=Said)
    error: Exception | None = None
    wire: str = ""
    """The requests: `S` for a stream, `n` for a whole answer."""
    evidence: Evidence | None = None
    """What was remembered of the endpoint."""
    diagnosis: str | None = None
    """What users are told about the error."""

    @property
    def blank(self) -> bool:
        """Whether nothing was shown, and nothing told."""
        said = self.said
        return self.error is None and not (said.text or said.reasoning or said.calls)

    def __repr__(self) -> str:
        error = f"{type(self.error).__name__}: {self.error}"[:300] if self.error else "no error"
        said = self.said
        text = said.text if len(said.text) < 300 else f"{said.text[:200]} ... {said.text[-60:]}"
        parts = [f"text {text!r}"]
        if said.reasoning:
            parts.append(f"reasoning {said.reasoning[:200]!r}")
        if said.calls:
            parts.append(f"calls {said.calls!r}"[:300])
        if self.evidence:
            parts.append(f"remembered {self.evidence.value}")
        if self.diagnosis:
            parts.append(f"diagnosed {self.diagnosis}")
        return f"<{', '.join(parts)}; {error}; wire {self.wire}>"


class World:
    """One endpoint, one event loop, and a governed class for each provider and mode."""

    def __init__(self, server: RawServer, loop: asyncio.AbstractEventLoop, home: Path) -> None:
        self.server = server
        self.loop = loop
        self.cases = 0
        """Answers that governed models were given so far."""
        self._home = home
        self._classes: dict[tuple[str, Mode], tuple[Any, CapabilityMemory]] = {}
        self._rules: list[Rule] = []
        self._prototypes: dict[Any, Any] = {}

    def governed(self, provider: str, mode: Mode) -> tuple[Any, CapabilityMemory]:
        """The class under a governor with this mode, and the governor's memory."""
        if (provider, mode) not in self._classes:
            settings = Settings(self._home / f"{provider}-{mode.value}")
            settings.write({"defaultMode": mode.value})
            rule = Rule(governor(settings), describe_target)
            assert rule.governor
            self._rules.append(rule)
            made = governed_class(CHAT_CLASSES[provider], rule)
            self._classes[provider, mode] = made, rule.governor._memory
        return self._classes[provider, mode]

    def release(self) -> None:
        """Leave the HTTP libraries as they were."""
        for rule in self._rules:
            rule.release()

    def run(self, step: Any) -> Any:
        """Wait for it."""
        return self.loop.run_until_complete(asyncio.wait_for(step, _HANGS))

    async def ask(self, stream: Stream, provider: str, mode: Mode | None = None) -> Outcome:
        """Ask a model for it, one that nobody has asked before; without a mode: ungoverned."""
        name = self.server.answer(stream.answer, stream.plain)
        return await self.ask_again(name, provider, mode)

    async def ask_again(self, name: str, provider: str, mode: Mode | None = None) -> Outcome:
        """Ask a model, which the endpoint knows by its name."""
        memory = None
        if mode is not None:
            self.cases += 1
            _, memory = self.governed(provider, mode)
        before = len(self.server.answers[name].wire)
        outcome = await asked(self.model(name, provider, mode), name)
        outcome.wire = self.server.answers[name].wire[before:]
        if memory is not None:
            outcome.evidence = _remembered(memory, name)
        return outcome

    def model(self, name: str, provider: str, mode: Mode | None = None) -> Any:
        """The model that the endpoint knows by this name."""
        model_class = self.governed(provider, mode)[0] if mode else CHAT_CLASSES[provider]
        url = self.server.url if provider != "openai" else f"{self.server.url}/v1"
        if JUPYTER_AI == 3:
            return model_class(
                model=f"{provider}/{name}", api_base=url, api_key="k", streaming=True
            )
        # HTTP clients take a tenth of a second to make: copies of one model share them. The
        # endpoint finds the name in the body.
        if model_class not in self._prototypes:
            where: dict[str, Any] = (
                {"openai_api_base": url, "stream_usage": True}
                if provider == "openai"
                else {"azure_endpoint": url, "api_version": AZURE_VERSION}
            )
            self._prototypes[model_class] = model_class(model_id="gw", openai_api_key="k", **where)
        prototype = self._prototypes[model_class]
        return prototype.model_copy(update={"model_id": name, "model_name": name})


async def asked(model: Any, name: str = "", prompt: str = "hello", **kwargs: Any) -> Outcome:
    """Read the model's answer to its end."""
    outcome = Outcome()
    message = None
    try:
        async for each in model.astream(prompt, **kwargs):
            message = each if message is None else message + each
            outcome.chunks.append(_seen(each, name))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        outcome.error = error
        diagnosis = attached_to(error)
        outcome.diagnosis = diagnosis.id if diagnosis else None
    if message is not None:
        outcome.said = _said(message)
    return outcome


def _remembered(memory: CapabilityMemory, name: str) -> Evidence | None:
    """What is remembered of the model; the last one asked is the last one there."""
    known = reversed(memory._records.items())
    return next((record.evidence for target, record in known if target.model == name), None)


def _seen(each: Any, name: str) -> dict[str, Any]:
    about = {
        key: value.replace(name, "gw") if isinstance(value, str) and name else value
        for key, value in each.response_metadata.items()
    }
    return {**each.model_dump(), "id": None, "response_metadata": about}


def _said(message: Any) -> Said:
    content = message.content
    if not isinstance(content, str):
        content = "".join(
            part if isinstance(part, str) else str(part.get("text", "")) for part in content
        )
    chunks = getattr(message, "tool_call_chunks", [])
    return Said(
        content,
        str(message.additional_kwargs.get("reasoning_content") or ""),
        tuple(Call(each["name"], each["args"], each["id"]) for each in chunks),
        bool(message.usage_metadata),
    )


def is_right(outcome: Outcome, said: Said) -> bool:
    """Whether all that was said was shown, and no more. Jupyter AI 2 shows no reasoning."""
    shown = outcome.said
    return (
        outcome.error is None
        and shown.text == said.text
        and _meant(shown.calls) == _meant(said.calls)
        and (JUPYTER_AI == 2 or shown.reasoning == said.reasoning)
    )


def _meant(calls: tuple[Call, ...]) -> list[tuple[str, str, Any]]:
    """What is called with what: JSON has many ways to write the same."""
    return [(call.id, call.name, _value(call.arguments)) for call in calls]


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


@pytest.fixture(name="world", scope="module")
def world_of_a_module(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One endpoint and one event loop for the tests of a module."""
    announce(request.config)
    with opened(tmp_path_factory.mktemp("world")) as world:
        yield world


@contextmanager
def opened(home: Path) -> Iterator[World]:
    """The endpoint and the models, in a loop of their own."""
    loop = asyncio.new_event_loop()
    server = RawServer()
    world = World(server, loop, home)
    with pytest.MonkeyPatch.context() as patch:
        # As the fixture `settings` has it.
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        patch.setenv("JUPYTER_CONFIG_DIR", str(home / "config"))
        patch.setenv("AZURE_API_VERSION", AZURE_VERSION)
        # A line for each failure: pytest would show them all with the one that matters.
        log = logging.getLogger("jupyterlab_ai_stream_toggle")
        log.setLevel(logging.CRITICAL)
        if JUPYTER_AI == 3:
            import litellm

            # It prints where to get help, with every failure.
            patch.setattr(litellm, "suppress_debug_info", True)
        loop.run_until_complete(server.__aenter__())
        try:
            yield world
        finally:
            log.setLevel(logging.NOTSET)
            world.release()
            loop.run_until_complete(server.__aexit__())
            loop.run_until_complete(leave_nothing())
            loop.close()


async def leave_nothing() -> None:
    """End what was begun in this loop, which is about to be closed."""
    # Client libraries leave tasks behind, such as LiteLLM's for its logs.
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    loop = asyncio.get_running_loop()
    await loop.shutdown_asyncgens()
    # Connections that clients keep alive, for a loop that is about to end.
    for transport in list(getattr(loop, "_transports", {}).values()):
        transport.abort()
    await asyncio.sleep(0)
