"""What real replies teach, and what they must not."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, describe_target, mode_store, tracked
from .replies import TOOL, requests, whole

DAY = 24 * 60 * 60


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Learner:
    """A model in `auto`, what it told, and the clock of its memory."""

    def __init__(self, settings: Settings, practice: PracticeServer, **fields: Any) -> None:
        settings.write({"defaultMode": Mode.AUTO.value})
        self.clock = Clock()
        self.told: list[Capability | None] = []
        self.memory = CapabilityMemory(self._note, log=logging.getLogger("test"), clock=self.clock)
        self._rule = tracked(Rule(Governor(mode_store(settings), self.memory), describe_target))
        self._practice = practice
        self.model = self.reached_by(**fields)

    def reached_by(self, provider: str = "openai", **fields: Any) -> Any:
        model_class = governed_class(CHAT_CLASSES[provider], self._rule)
        return chat_model(model_class, provider, self._practice, **fields)

    def _note(self, _: Target | None, capability: Capability | None) -> None:
        self.told.append(capability)

    async def requests(self, fault: str, model: Any = None, **options: Any) -> str:
        """What one message costs while the endpoint has a fault."""
        self._practice.fault = fault_named(fault)
        self._practice.journal.clear()
        await whole(model or self.model, "hello", **options)
        return requests(self._practice)


@pytest.fixture
def learner(settings: Settings, practice: PracticeServer) -> Learner:
    return Learner(settings, practice)


async def test_replies_side_by_side_learn_once(learner: Learner, practice: PracticeServer) -> None:
    practice.fault = fault_named("refuse-500")
    replies = await asyncio.gather(*(whole(learner.model, "hello") for _ in range(8)))
    assert all(reply.content for reply in replies)
    ((_, known),) = learner.memory.records()
    assert (known.delivery, known.failures) == (Delivery.PLAIN, 1)
    assert len(learner.told) == 1
    assert await learner.requests("refuse-500") == "n"


async def test_one_bad_day_moves_no_target_to_plain(
    learner: Learner, practice: PracticeServer
) -> None:
    assert await learner.requests("ok") == "S"
    practice.fault = fault_named("down")
    for _ in range(3):
        with pytest.raises(Exception, match=r"500|Internal Server Error|had an error"):
            await whole(learner.model, "hello")
    assert await learner.requests("ok") == "S"
    ((_, known),) = learner.memory.records()
    assert known.evidence is Evidence.STREAM_WORKED
    assert len(learner.told) == 1


async def test_an_unexplained_failure_is_looked_at_again(learner: Learner) -> None:
    wire = []
    for minutes in (0, 9, 2, 59, 2):
        learner.clock.now += 60 * minutes
        wire.append(await learner.requests("refuse-500"))
    assert wire == ["Sn", "n", "Sn", "n", "Sn"], "after ten minutes, then after an hour"
    learner.clock.now += DAY
    assert await learner.requests("ok") == "S"
    assert await learner.requests("refuse-500") == "SSSn", "proven: the client library retries"


async def test_an_explicit_refusal_holds_for_a_week(learner: Learner) -> None:
    assert await learner.requests("refuse-400") == "Sn"
    learner.clock.now += 6.9 * DAY
    assert await learner.requests("ok") == "n"
    learner.clock.now += 0.2 * DAY
    assert await learner.requests("ok") == "S"


async def test_another_key_version_or_endpoint_starts_afresh(
    learner: Learner, practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await learner.requests("refuse-400") == "Sn"
    assert await learner.requests("refuse-400") == "n"
    assert await learner.requests("refuse-400", learner.reached_by(key="another")) == "Sn"
    monkeypatch.setenv("AZURE_API_VERSION", "2024-10-21")
    azure = learner.reached_by("azure")
    assert await learner.requests("refuse-400", azure) == "Sn"
    assert await learner.requests("refuse-400", learner.model) == "n"


async def test_with_tools_is_another_target(learner: Learner) -> None:
    assert await learner.requests("refuse-400", tools=[TOOL]) == "Sn"
    assert await learner.requests("refuse-400") == "Sn"
    assert await learner.requests("refuse-400", tools=[TOOL]) == "n"
