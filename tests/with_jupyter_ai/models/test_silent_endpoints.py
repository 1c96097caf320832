"""Endpoints that say nothing for long: what is asked of them meanwhile, and when it ends.

With the times that users have by default, on a clock that the test puts forward.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.log import FailureLog
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.settings_schema import SettingsSchema
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.journal import Entry
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.wire.observer import Observer
from jupyterlab_ai_stream_toggle.wire.watch import WireWatch, load_libraries
from tests.support.ahead import Ahead
from tests.support.letters import letter
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import TOOL, requests, whole
from .test_explained import failure_of

PLAIN_AFTER, SILENCE, PLAIN = 120, 300, 600
"""Of the schema, in seconds."""


def test_these_are_the_times_of_the_schema(settings: Settings) -> None:
    defaults = SettingsSchema(settings.directories).defaults().administrator.seconds
    assert defaults == {
        "plainAfterSeconds": PLAIN_AFTER,
        "silenceSeconds": SILENCE,
        "plainTimeoutSeconds": PLAIN,
    }


async def sent(practice: PracticeServer, wire: str) -> None:
    """Return when these requests have arrived, and no others."""

    def arrived(entries: Sequence[Entry]) -> bool:
        return len(entries) >= len(wire)

    await asyncio.to_thread(practice.journal.wait_for, arrived)
    assert requests(practice) == wire


async def ended(reading: asyncio.Future[Any]) -> str:
    """What is told of the failure that it must have ended with by now."""
    diagnosis = attached_to(await asyncio.wait_for(reading, 30))
    assert diagnosis is not None
    return diagnosis.id


class Mute:
    """A governed model whose endpoint answers nothing, and who is asked."""

    def __init__(
        self, practice: PracticeServer, settings: Settings, provider: str, mode: Mode
    ) -> None:
        self.practice = practice
        model_class, self.rule = governed(CHAT_CLASSES[provider], settings, mode)
        self.model = chat_model(model_class, provider, practice)
        practice.fault = fault_named("mute")

    def fails(self) -> asyncio.Future[Exception]:
        self.practice.journal.clear()
        return asyncio.ensure_future(failure_of(self.model))

    @property
    def failures(self) -> FailureLog:
        return failures_of(self.rule)


def failures_of(rule: Rule) -> FailureLog:
    assert rule.governor is not None
    return rule.governor.failures


async def test_auto_ends_with_a_diagnosis(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    mute, ahead = Mute(practice, settings, provider, Mode.AUTO), Ahead()
    reading = mute.fails()
    await sent(practice, "S")
    await ahead.jump(PLAIN_AFTER - 10)
    await sent(practice, "S")
    await ahead.jump(20)
    await sent(practice, "Sn")
    # The stream is given up; from then on the plain request has no more time than it had.
    await ahead.jump(SILENCE - PLAIN_AFTER + 30)
    assert not reading.done()
    await ahead.jump(PLAIN_AFTER)
    assert await ended(reading) == "no-response"
    await sent(practice, "Sn")
    (told,) = mute.failures.failures()
    assert told.diagnosis.id == "no-response"
    gone = await asyncio.to_thread(
        practice.journal.wait_for, lambda entries: all(each.client_gone for each in entries)
    )
    assert len(gone) == 2

    practice.fault = fault_named("ok")
    assert "You said" in (await whole(mute.model, "hello")).content
    assert mute.failures.failures() == []


async def test_off_ends_with_a_diagnosis(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    mute, ahead = Mute(practice, settings, provider, Mode.OFF), Ahead()
    settings.write({"defaultMode": "off", "plainTimeoutSeconds": 500})
    reading = mute.fails()
    await sent(practice, "n")
    await ahead.jump(490)
    assert not reading.done()
    await ahead.jump(20)
    assert await ended(reading) == "no-response"
    await sent(practice, "n")


async def test_what_failed_before_is_not_told_while_it_waits(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    mute, ahead = Mute(practice, settings, provider, Mode.OFF), Ahead()
    practice.fault = fault_named("unauthorized")
    await mute.fails()
    assert len(mute.failures) == 1
    practice.fault = fault_named("mute")
    reading = mute.fails()
    await sent(practice, "n")
    await ahead.jump(5)
    assert mute.failures.failures() == []
    reading.cancel()  # Stop
    with suppress(asyncio.CancelledError):
        await reading
    assert mute.failures.failures() == []


class Heads(Observer):
    """Sees the head of the answer that comes next."""

    def __init__(self) -> None:
        self.came = asyncio.Event()

    def begin(self, response: Any) -> None:
        self.came.set()


async def test_an_endpoint_that_has_begun_to_answer_is_not_asked_twice(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    """A slow model: the head of its answer comes at once, the first word after two minutes."""
    ahead, heads = Ahead(), Heads()
    load_libraries()
    watch = WireWatch(lambda _: heads)
    watch.install()
    try:
        practice.fault, practice.pause = fault_named("slow"), 0.001
        practice.pace.hold()
        model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
        reading = asyncio.ensure_future(whole(chat_model(model_class, provider, practice), "hello"))
        await asyncio.wait_for(heads.came.wait(), 30)
        await ahead.jump(PLAIN_AFTER + 10)
        await ahead.jump(PLAIN_AFTER)
        practice.pace.open()
        assert "You said" in (await reading).content
        await sent(practice, "S")
    finally:
        watch.uninstall()


async def test_one_that_takes_its_time_before_the_head_is_not_asked_twice(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    """Many local servers begin with the first word: 31 to 90 seconds on a processor."""
    ahead = Ahead()
    practice.fault = fault_named("ok")
    await gate(practice, open_=False)
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    reading = asyncio.ensure_future(whole(chat_model(model_class, provider, practice), "hello"))
    await sent(practice, "S")
    await ahead.jump(90)
    await gate(practice, open_=True)
    assert "You said" in (await reading).content
    await sent(practice, "S")


async def gate(practice: PracticeServer, *, open_: bool) -> None:
    async with httpx.AsyncClient() as client:
        await client.put(f"{practice.url}/practice/gate", json={"open": open_})


async def test_an_endpoint_that_was_seen_to_stream_is_waited_for(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    """What is on the way lets streams through: with tools, it only takes longer."""
    ahead = Ahead()
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = chat_model(model_class, provider, practice)
    await whole(model, "hello")
    practice.fault = fault_named("hang")
    practice.journal.clear()
    reading = asyncio.ensure_future(whole(model, "hello", tools=[TOOL]))
    await sent(practice, "S")
    await ahead.jump(PLAIN_AFTER + 50)
    await sent(practice, "S")
    # Silence is counted from the first look at it, which was after that jump. Until the stream has
    # been given up, and not much further: the plain request has a limit as well.
    for _ in range(0, SILENCE + SILENCE // 8, 10):
        await ahead.jump(10)
    await sent(practice, "Sn")
    assert "You said" in (await reading).content
    assert [letter(each.body) for each in practice.journal.entries()] == ["S", "n"]
