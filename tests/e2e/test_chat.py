"""The main job through the real chat: what the user sees, and what went over the wire."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages
from tests.support.generation import JUPYTER_AI

from .chat import ask, conversation
from .server import Server

PROMPT = "Does my gateway stream?"
ANSWER = answer_to_messages([{"role": "user", "content": PROMPT}], [])
WHOLE = ANSWER.text

# What each fault leads to: the requests of a first message, those of a second one to the same
# model, and whether the answer arrives. `S` is a stream, `n` a plain request.
FAULTS = ("ok", "refuse-400", "refuse-500", "json", "empty")
EXPECTED = {
    "auto": {
        "ok": ("S", "S", True),
        "refuse-400": ("Sn", "n", True),
        "refuse-500": ("Sn", "n", True),
        "json": ("S", "n", True),
        "empty": ("Sn", "n", True),
    },
    "off": dict.fromkeys(FAULTS, ("n", "n", True)),
    # The client library retries a 500 twice. The user is told, also where Jupyter AI 3 by itself
    # would say nothing at all; a whole answer is an answer.
    "on": {
        "ok": ("S", "S", True),
        "refuse-400": ("S", "S", False),
        "refuse-500": ("SSS", "SSS", False),
        "json": ("S", "S", True),
        "empty": ("S", "S", False),
    },
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("mode", EXPECTED)
async def test_mode_and_fault(fresh: Server, mode: str, fault: str) -> None:
    fresh.set_mode(mode, fresh.deployment)
    for expected in EXPECTED[mode][fault][:2]:
        fresh.set_fault(fault)
        seen = await ask(fresh, PROMPT)
        assert fresh.requests() == expected
        if EXPECTED[mode][fault][2]:
            assert seen.text == WHOLE
            assert not seen.error
        else:
            assert not seen.text
            assert seen.error


async def test_a_stream_arrives_in_pieces(fresh: Server) -> None:
    seen = await ask(fresh, PROMPT)
    assert "".join(seen.chunks) == WHOLE
    assert len(seen.chunks) > 5


async def test_the_next_message_obeys_a_change(fresh: Server) -> None:
    for mode, request in (("off", "n"), ("on", "S"), ("off", "n"), (None, "S")):
        fresh.set_mode(mode, fresh.deployment)
        fresh.set_fault("ok")
        assert (await ask(fresh, PROMPT)).text == WHOLE
        assert fresh.requests() == request


async def test_stream_options_alone_are_left_out(fresh: Server) -> None:
    for requests in ("Ss", "s"):
        fresh.set_fault("no-stream-options")
        assert (await ask(fresh, PROMPT)).text == WHOLE
        assert fresh.requests() == requests


async def test_what_a_plain_request_would_only_repeat_is_raised(fresh: Server) -> None:
    fresh.set_fault("unauthorized")
    seen = await ask(fresh, PROMPT)
    assert seen.error
    assert fresh.requests() == "S"


async def test_the_conversation_goes_on_in_every_delivery(fresh: Server) -> None:
    """The model is sent the same history, however the replies before were fetched."""
    histories = {}
    for mode, fault in (
        ("on", "ok"),
        ("off", "ok"),
        ("auto", "refuse-500"),
        ("auto", "no-stream-options"),
        ("auto", "json"),
    ):
        fresh.use_fresh_deployment()
        fresh.set_mode(mode, fresh.deployment)
        fresh.set_fault(fault)
        async with conversation(fresh) as talk:
            await talk("First question")
            fresh.set_fault("ok")
            await talk("Second question")
        (entry,) = fresh.practice.journal.entries()
        histories[mode, fault] = [
            (message["role"], message["content"]) for message in entry.body["messages"]
        ][-3:]
    expected = histories["on", "ok"]
    assert [role for role, _ in expected] == ["user", "assistant", "user"]
    assert all(history == expected for history in histories.values())


async def test_status_tells_target_and_delivery(fresh: Server) -> None:
    provider = "azure-chat-openai" if JUPYTER_AI == 2 else "azure"
    before = fresh.get("status")
    assert before["in_effect"] is True
    assert before["target"] == {
        "provider": provider,
        "model": fresh.deployment,
        "endpoint": fresh.practice.url,
        "api_version": "2024-10-21",
    }
    assert before["decision"]["delivery"] == "stream"
    fresh.set_fault("refuse-400")
    await ask(fresh, PROMPT)
    assert fresh.get("status")["decision"]["delivery"] == "plain"

    first = fresh.get("providers")["providers"][0]
    assert (first["id"], first["in_use"], first["configured"]) == (provider, True, True)
