"""Streams that break off: after the second in a row `auto` asks for none, for a while."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.faults.registry import Fault, Scope
from jupyterlab_ai_stream_toggle.practice.protocol import script
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.ahead import Ahead
from tests.support.settings import Settings

from .replies import requests, whole
from .test_explained import failure_of
from .test_learning import Learner

MINUTE = 60.0
CUTS = ("cut", "cut-clean", "error-late")


@pytest.fixture
def learner(settings: Settings, practice: PracticeServer, provider: str) -> Learner:
    made = Learner(settings, practice)
    made.model = made.reached_by(provider)
    return made


def known(learner: Learner) -> Capability:
    ((_, capability),) = learner.memory.records()
    return capability


async def breaks(learner: Learner, practice: PracticeServer, fault: str) -> str:
    """A stream breaks off; what is told of it."""
    practice.fault = fault_named(fault)
    practice.journal.clear()
    learner.clock.now += 1
    diagnosis = attached_to(await failure_of(learner.model))
    assert requests(practice) == "S"
    assert diagnosis is not None
    assert diagnosis.id == "stream-interrupted"
    return diagnosis.explanation


@pytest.mark.parametrize("fault", CUTS)
async def test_after_the_second_in_a_row_the_answer_comes_in_one_piece(
    learner: Learner, practice: PracticeServer, fault: str
) -> None:
    assert await learner.requests("ok") == "S"  # this endpoint marks its ends
    assert "10 min" not in await breaks(learner, practice, fault)
    seen = known(learner)
    assert (seen.delivery, seen.evidence, seen.breaks) == (
        Delivery.STREAM,
        Evidence.BROKE_OFF,
        1,
    )
    assert "for the next 10 min" in await breaks(learner, practice, fault)
    seen = known(learner)
    assert (seen.delivery, seen.evidence, seen.breaks) == (Delivery.PLAIN, Evidence.BROKE_OFF, 2)
    assert learner.told[-1] == seen, "browsers are told"
    assert await learner.requests(fault) == "n"
    learner.clock.now += 10 * MINUTE
    assert "for the next 60 min" in await breaks(learner, practice, fault)
    assert await learner.requests(fault) == "n"
    learner.clock.now += 61 * MINUTE
    assert await learner.requests("ok") == "S"
    assert known(learner).evidence is Evidence.STREAM_WORKED
    assert await learner.requests("ok") == "S"
    await breaks(learner, practice, fault)
    assert known(learner).delivery is Delivery.STREAM, "the count began anew"


async def test_a_stream_in_between_begins_the_count_anew(
    learner: Learner, practice: PracticeServer
) -> None:
    for _ in range(3):
        await breaks(learner, practice, "cut")
        assert await learner.requests("ok") == "S"
    assert known(learner).evidence is Evidence.STREAM_WORKED


async def test_silence_in_the_midst_is_a_break(learner: Learner, practice: PracticeServer) -> None:
    ahead = Ahead()
    practice.fault = fault_named("hang-mid")
    for breaks_so_far in (1, 2):
        begun = asyncio.Event()
        reading = asyncio.ensure_future(read(learner.model, begun))
        await begun.wait()
        learner.clock.now += 1
        while not reading.done():
            await ahead.jump(20)
        assert "interrupted" in str(reading.exception())
        assert known(learner).breaks == breaks_so_far
    assert await learner.requests("hang-mid") == "n"


async def read(model: Any, begun: asyncio.Event) -> None:
    async for part in model.astream("hello"):
        if part.content:
            begun.set()


async def test_on_goes_on_streaming(
    learner: Learner, practice: PracticeServer, settings: Settings
) -> None:
    settings.write({"defaultMode": "on"})
    for _ in range(3):
        assert "10 min" not in await breaks(learner, practice, "cut")
    assert known(learner).delivery is Delivery.STREAM
    assert known(learner).breaks == 3


async def test_what_breaks_off_side_by_side_counts_once(
    learner: Learner, practice: PracticeServer
) -> None:
    practice.fault = fault_named("cut")
    gate = f"{practice.url}/practice/gate"
    async with httpx.AsyncClient() as client:
        await client.put(gate, json={"open": False})
        failing = [asyncio.ensure_future(failure_of(learner.model)) for _ in range(3)]
        await asyncio.to_thread(practice.journal.wait_for, lambda entries: len(entries) == 3)
        learner.clock.now += 1
        await client.put(gate, json={"open": True})
    await asyncio.gather(*failing)
    assert known(learner).breaks == 1


async def test_stop_is_no_break(learner: Learner, practice: PracticeServer) -> None:
    practice.fault = fault_named("hang-mid")
    for _ in range(3):
        begun = asyncio.Event()
        reading = asyncio.ensure_future(read(learner.model, begun))
        await begun.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        # And as a chat does that stops reading.
        async with aclosing(learner.model.astream("hello")) as parts:
            async for part in parts:
                if part.content:
                    break
    assert known(learner).evidence is Evidence.STREAM_WORKED
    assert known(learner).breaks == 0


async def _garbled(exchange: Any) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream()
    payloads = [*plan.opening, *plan.content, *plan.closing]
    for payload in (*payloads[:-1], "{no JSON", payloads[-1]):
        await exchange.send_event(payload)


async def test_what_the_client_library_makes_of_a_complete_stream_is_none(
    learner: Learner, practice: PracticeServer
) -> None:
    """The answer was complete, and marked as such; after that comes what nobody can read."""
    for _ in range(3):
        practice.fault = Fault("garbled", "", Scope.STREAM, _garbled)
        practice.journal.clear()
        try:
            await whole(learner.model, "hello")
        except Exception as error:  # noqa: BLE001  # as it would be without us
            diagnosis = attached_to(error)
            assert diagnosis is not None
            assert "10 min" not in diagnosis.explanation
        assert requests(practice) == "S"
    assert known(learner).breaks == 0
    assert known(learner).delivery is Delivery.STREAM
