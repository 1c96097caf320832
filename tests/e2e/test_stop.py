"""The Stop button, in every delivery, and the conversation after it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages
from tests.support.generation import JUPYTER_AI

from .chat import conversation
from .server import Server
from .test_chat import PROMPT, WHOLE

WAIT = "practice:wait 600"
PIECES = 5
"""Events of a slow stream that come; the endpoint then waits until its client leaves."""

WAYS = {
    # mode, fault, words for the endpoint, whether there is text before the stop, requests
    "stream": ("on", "slow", "", True, "S"),
    "stream silent from the start": ("on", "hang", "", False, "S"),
    "stream silent in the middle": ("on", "hang-mid", "", True, "S"),
    "stream in auto": ("auto", "slow", "", True, "S"),
    "stream silent in auto": ("auto", "hang", "", False, "S"),
    "plain": ("off", "ok", WAIT, False, "n"),
    "plain and silent": ("off", "mute", "", False, "n"),
    "plain after a refused stream": ("auto", "refuse-400", WAIT, False, "Sn"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_stop_ends_the_request_and_the_conversation_goes_on(fresh: Server, way: str) -> None:
    mode, fault, words, has_text, requests = WAYS[way]
    question = f"Question to {fresh.deployment} {words}".strip()
    fresh.set_mode(mode, fresh.deployment)
    fresh.set_fault(fault)
    fresh.practice.pace.hold(PIECES)
    async with conversation(fresh) as talk:
        reply = asyncio.ensure_future(talk(question))
        await arrived(fresh, len(requests))
        if has_text:
            await asyncio.wait_for(talk.text.wait(), 60)
        else:
            await asyncio.wait_for(talk.button.wait(), 60)
            assert talk.seen.busy, "the chat shows that something is going on"
        await talk.stop()
        await client_gone(fresh)
        seen = await reply
        assert fresh.requests() == requests
        assert not seen.busy
        assert not seen.error
        said = seen.text.partition("\n\n")[0]
        answer = answer_to_messages([{"role": "user", "content": question}], []).text
        assert answer.startswith(said)
        assert bool(said) is has_text

        fresh.set_fault("ok")
        again = await talk(PROMPT)
        assert again.text == WHOLE
        sent = last_sent(fresh)
        assert sent[-1] == ("user", PROMPT)
        if JUPYTER_AI == 3 and has_text:
            # What the user saw of the answer, the model knows as well; and perhaps a piece more,
            # which was on its way to the chat.
            assert sent[-3] == ("user", question)
            role, known = sent[-2]
            assert role == "assistant"
            assert known.startswith(said.strip())
            assert answer.startswith(known)
        else:
            # Jupyter AI 2 remembers whole exchanges only.
            assert not [text for _, text in sent if question in text]


async def test_a_question_that_failed_is_not_sent_again(fresh: Server) -> None:
    question = f"Question to {fresh.deployment}"
    async with conversation(fresh) as talk:
        fresh.set_fault("unauthorized")
        assert (await talk(question)).error
        fresh.set_fault("ok")
        assert (await talk(PROMPT)).text == WHOLE
        assert not [text for _, text in last_sent(fresh) if question in text]


async def arrived(made: Server, count: int) -> None:
    """Return once so many requests have arrived at the endpoint."""
    await asyncio.to_thread(made.practice.journal.wait_for, lambda seen: len(seen) == count)


async def client_gone(made: Server) -> None:
    """See the endpoint's client leave; by itself the endpoint would never have done with it."""
    entries = await asyncio.to_thread(
        made.practice.journal.wait_for, lambda seen: all(entry.finished for entry in seen)
    )
    assert entries[-1].client_gone


def last_sent(made: Server) -> list[tuple[str, str]]:
    """Who said what in the last request, but for the system prompt."""
    messages = made.practice.journal.entries()[-1].body["messages"]
    said = [(each["role"], text_of(each["content"]).strip()) for each in messages]
    return [each for each in said if each[0] != "system"]


def text_of(content: Any) -> str:
    """The text of a message, which may come in blocks."""
    if isinstance(content, list):
        return "".join(block["text"] for block in content if block["type"] == "text")
    return content or ""
