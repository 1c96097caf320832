"""What is known of a reply that was never finished."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.models.transcript import Transcript, transcript
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed


@pytest.fixture
def said() -> Transcript:
    return Transcript()


async def read(model: Any, prompt: str, said: Transcript, until: str = "never said") -> str:
    """Read a reply to its end, or until it is as given."""
    transcript.set(said)
    text = ""
    async for chunk in model.astream(prompt):
        text += chunk.content
        if text == until:
            break
    return text


@pytest.mark.parametrize("mode", Mode)
async def test_it_holds_the_text_of_the_last_reply(
    practice: PracticeServer, settings: Settings, said: Transcript, mode: Mode
) -> None:
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, mode)
    model = chat_model(model_class, "openai", practice)
    assert not said.text
    for count, expected in ((3, "1 2 3"), (2, "1 2")):
        prompt = f"practice:chunks {count}"
        assert await asyncio.create_task(read(model, prompt, said)) == expected
        assert said.text == expected


async def test_it_holds_what_came_of_a_stopped_reply(
    practice: PracticeServer, settings: Settings, said: Transcript
) -> None:
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    model = chat_model(model_class, "openai", practice)
    await asyncio.create_task(read(model, "practice:chunks 3", said, until="1 "))
    assert said.text == "1 "
    practice.fault = fault_named("hang")
    practice.journal.clear()
    reading = asyncio.create_task(read(model, "hello", said))
    await asyncio.to_thread(practice.journal.wait_for, bool)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not said.text
    await asyncio.to_thread(practice.journal.wait_for, lambda entries: entries[0].client_gone)
