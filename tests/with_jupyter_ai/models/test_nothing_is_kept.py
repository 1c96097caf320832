"""A message leaves nothing of ours behind, however it ended.

What a message is in is copied along with every timer and task that is begun meanwhile, and client
libraries begin many: event loops keep cancelled timers for minutes, connections live for longer.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.kept import alive, kept_since
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import whole

ENDS = {
    # mode, fault of the endpoint, prompt
    "a stream": (Mode.ON, "ok", "hello"),
    "a stream in auto": (Mode.AUTO, "ok", "hello"),
    "a whole answer": (Mode.OFF, "ok", "hello"),
    "a plain request after a refusal": (Mode.AUTO, "refuse-400", "hello"),
    "a refusal": (Mode.ON, "refuse-400", "hello"),
    "a failure": (Mode.AUTO, "unauthorized", "hello"),
    "an answer cut short": (Mode.ON, "cut", "hello"),
    "a whole answer in place of a stream": (Mode.ON, "json", "hello"),
}
MESSAGES = 6
"""More than the last one, or a few failures that were recognised, which are kept by intent."""
SEEN = ("Call", "Exchange", "Receiver", "Reception", "Witness")
"""What a message is known by: with them the whole request would be kept, and some of its answer."""

Asks = Callable[[], Any]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """What goes, goes by itself: garbage is collected once in dozens of messages."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("end", ENDS)
async def test_whatever_the_end(
    practice: PracticeServer, settings: Settings, provider: str, end: str
) -> None:
    mode, fault, prompt = ENDS[end]
    practice.fault = fault_named(fault)
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)

    async def ask() -> None:
        with contextlib.suppress(Exception):
            await whole(chat_model(model_class, provider, practice, max_retries=0), prompt)

    assert not await kept_by(ask)


@pytest.mark.parametrize("mode", Mode)
async def test_a_stopped_reply(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    practice.fault = fault_named("hang")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)

    async def stop() -> None:
        practice.journal.clear()
        work = whole(chat_model(model_class, provider, practice), "practice:wait 30")
        working = asyncio.create_task(work)
        await asyncio.to_thread(practice.journal.wait_for, bool)
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
        await asyncio.to_thread(practice.journal.wait_for, lambda entries: entries[0].client_gone)

    assert not await kept_by(stop)


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("mode", Mode)
async def test_an_answer_waits_for_no_collector(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
    await whole(chat_model(model_class, provider, practice), "hello")
    before = alive()
    for _ in range(MESSAGES):
        await whole(chat_model(model_class, provider, practice), "hello")
    kept = kept_since(before)
    assert not {name: kept[name] for name in SEEN if kept.get(name, 0) >= MESSAGES}


async def kept_by(ask: Asks) -> dict[str, int]:
    """What each message leaves behind, by the names of our classes."""
    await ask()
    before = collected()
    for _ in range(MESSAGES):
        await asyncio.create_task(ask())  # each in a context of its own, as in a server
    collected()
    return {name: more for name, more in kept_since(before).items() if more >= MESSAGES}


def collected() -> Counter[str]:
    """What is alive once all garbage is gone."""
    while gc.collect():
        pass
    return alive()
