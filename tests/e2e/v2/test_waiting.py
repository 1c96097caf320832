"""What the chat of Jupyter AI 2 shows while a reply is awaited, and after one that failed."""

from __future__ import annotations

import asyncio

import pytest

from tests.e2e.chat import conversation
from tests.e2e.server import Server
from tests.e2e.test_chat import PROMPT


async def test_generating_response_stays_until_there_is_text(fresh: Server) -> None:
    fresh.set_mode("on", fresh.deployment)
    fresh.set_fault("slow")
    fresh.practice.pace.hold()
    async with conversation(fresh) as talk:
        reply = asyncio.ensure_future(talk(PROMPT))
        await asyncio.wait_for(talk.button.wait(), 60)
        assert (talk.seen.busy, talk.seen.text) == (True, "")
        fresh.practice.pace.open()
        await asyncio.wait_for(talk.text.wait(), 60)
        assert (talk.seen.busy, bool(talk.seen.text)) == (False, True)
        await reply


async def test_an_awaited_answer_comes_in_the_message_that_has_the_button(fresh: Server) -> None:
    fresh.set_mode("off", fresh.deployment)
    async with conversation(fresh) as talk:
        reply = asyncio.ensure_future(talk("practice:wait 1 practice:chunks 3"))
        await asyncio.wait_for(talk.button.wait(), 60)
        message = talk.seen.id
        seen = await reply
    assert (seen.id, seen.text, seen.busy) == (message, "1 2 3", False)


# `down` is retried by the client library, which takes more than a second; then there is a Stop
# button. `cut` fails when some text is there.
@pytest.mark.parametrize(
    ("fault", "has_text"), [("unauthorized", False), ("down", False), ("cut", True)]
)
async def test_nothing_unfinished_is_left_of_a_failed_reply(
    fresh: Server, fault: str, has_text: bool
) -> None:
    fresh.set_mode("on", fresh.deployment)
    fresh.set_fault(fault)
    async with conversation(fresh) as talk:
        before = {message["id"] for message in talk.opened["history"]["messages"]}
        seen = await talk(PROMPT)
    assert seen.error
    assert bool(seen.text) is has_text
    assert talk.button.is_set() is (fault != "unauthorized")
    async with conversation(fresh) as talk:
        history = talk.opened["history"]
    assert history["pending_messages"] == []
    replies = [
        message
        for message in history["messages"]
        if message["type"] == "agent-stream" and message["id"] not in before
    ]
    assert all(reply["complete"] and reply["body"] for reply in replies)
    left = [reply["body"] for reply in replies if reply["id"] == seen.id]
    assert left == ([seen.text] if has_text else [])
