"""A turn that can be stopped."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from jupyterlab_ai_stream_toggle.jupyter_ai.turn import Turn
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer


async def test_stop_ends_what_the_turn_waits_for(practice: PracticeServer) -> None:
    practice.fault = fault_named("hang")
    turn = Turn()

    async def work() -> None:
        async with httpx.AsyncClient() as client:
            await client.post(f"{practice.openai_url}/chat/completions", json={"stream": True})

    running = asyncio.ensure_future(turn.run(work()))
    await asyncio.to_thread(practice.journal.wait_for, lambda entries: len(entries) == 1)
    turn.stop()
    turn.stop()
    await running
    assert turn.stopped
    (entry,) = await asyncio.to_thread(
        practice.journal.wait_for, lambda entries: entries[0].finished
    )
    assert entry.client_gone


async def test_a_turn_that_ends_by_itself_was_not_stopped() -> None:
    turn = Turn()
    turn.stop()
    await turn.run(asyncio.sleep(0))
    turn.stop()
    assert not turn.stopped


async def test_an_error_is_raised() -> None:
    async def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await Turn().run(work())


async def test_the_end_of_the_caller_ends_the_work_and_is_not_taken_for_a_stop() -> None:
    ended = asyncio.Event()
    began = asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    running = asyncio.ensure_future(Turn().run(work()))
    await began.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()
