"""A reply that is cancelled ends its request."""

from __future__ import annotations

import asyncio

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import whole


@pytest.mark.parametrize("mode", [Mode.ON, Mode.AUTO])
async def test_a_cancelled_stream_ends_the_request(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    practice.fault = fault_named("slow")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
    started = asyncio.Event()

    async def read() -> None:
        async for chunk in chat_model(model_class, provider, practice).astream("hello"):
            if chunk.content:
                started.set()

    task = asyncio.create_task(read())
    await asyncio.wait_for(started.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.to_thread(practice.journal.wait_for, lambda entries: entries[-1].client_gone)


async def test_a_cancelled_plain_request_ends(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.OFF)
    task = asyncio.create_task(
        whole(chat_model(model_class, provider, practice), "practice:wait 30")
    )
    await asyncio.to_thread(practice.journal.wait_for, bool)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.to_thread(practice.journal.wait_for, lambda entries: entries[-1].client_gone)
