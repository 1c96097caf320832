"""Personas of others, in a JupyterLab that runs: who obeys, what is told, and Stop."""

from __future__ import annotations

import asyncio

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages

from ..chat import JUPYTERNAUT, Seen, conversation
from ..server import Server
from ..test_stop import PIECES, WAIT, arrived, client_gone
from .personas import named, put_personas

PROMPT = "What is a stream?"
WHOLE = answer_to_messages([{"role": "user", "content": PROMPT}], []).text
STREAMING = ["Plain", "Later", "OfItsOwn", "Agent", "NotAwaited"]


@pytest.fixture
def with_personas(fresh: Server) -> Server:
    put_personas(fresh.place.work)
    return fresh


async def asked(server: Server, persona: str) -> Seen:
    async with conversation(server, persona=named(persona)) as talk:
        return await talk(PROMPT)


@pytest.mark.parametrize("persona", STREAMING)
@pytest.mark.parametrize(
    ("mode", "fault", "requests"),
    [
        ("on", "ok", "S"),
        ("auto", "ok", "S"),
        ("off", "ok", "n"),
        ("auto", "refuse-400", "Sn"),
        ("off", "refuse-400", "n"),
        ("auto", "json", "S"),
    ],
)
async def test_the_switch_is_obeyed(
    with_personas: Server, persona: str, mode: str, fault: str, requests: str
) -> None:
    with_personas.set_mode(mode, with_personas.deployment)
    with_personas.set_fault(fault)
    seen = await asked(with_personas, persona)
    assert (seen.text, seen.error) == (WHOLE, "")
    assert with_personas.requests() == requests


async def test_a_failure_that_is_not_caught_is_explained(with_personas: Server) -> None:
    with_personas.set_mode("on", with_personas.deployment)
    with_personas.set_fault("refuse-400")
    seen = await asked(with_personas, "Plain")
    (failure, *_) = with_personas.get("failures")["failures"]
    assert failure["diagnosis"] == "streaming-not-supported"
    assert seen.error.startswith(f"**{failure['title']}**")
    assert failure["hint"] in seen.error
    assert "Traceback" not in seen.error


async def test_a_failure_that_is_caught_says_what_it_is(with_personas: Server) -> None:
    with_personas.set_mode("on", with_personas.deployment)
    with_personas.set_fault("refuse-400")
    seen = await asked(with_personas, "Catching")
    (failure, *_) = with_personas.get("failures")["failures"]
    assert seen.error == f"Oops: {failure['title']}. {failure['hint']}"


@pytest.mark.parametrize(
    ("mode", "fault", "words", "requests"),
    [
        ("on", "slow", "", "S"),
        ("on", "hang", "", "S"),
        ("auto", "slow", "", "S"),
        ("off", "ok", WAIT, "n"),
        ("auto", "refuse-400", WAIT, "Sn"),
    ],
)
@pytest.mark.parametrize("persona", ["Plain", "OfItsOwn"])
async def test_stop_ends_the_request(
    with_personas: Server, persona: str, mode: str, fault: str, words: str, requests: str
) -> None:
    with_personas.set_mode(mode, with_personas.deployment)
    with_personas.set_fault(fault)
    with_personas.practice.pace.hold(PIECES)
    async with conversation(with_personas, persona=named(persona)) as talk:
        reply = asyncio.ensure_future(talk(f"{PROMPT} {words}".strip()))
        await arrived(with_personas, len(requests))
        await talk.stop()
        await client_gone(with_personas)
        seen = await reply
        assert not seen.error
        with_personas.practice.pace.open()
        with_personas.set_fault("ok")
        assert (await talk(PROMPT)).text == WHOLE


async def test_who_stops_by_itself_is_left_to_it(with_personas: Server) -> None:
    with_personas.set_mode("on", with_personas.deployment)
    with_personas.set_fault("slow")
    with_personas.practice.pace.hold(PIECES)
    async with conversation(with_personas, persona=named("Stubborn")) as talk:
        reply = asyncio.ensure_future(talk(PROMPT))
        await arrived(with_personas, 1)
        await talk.stop()
        talk.stopped = False
        with_personas.practice.pace.open()
        seen = await reply
        assert seen.error == "Oops: no"


async def test_status_says_who_obeys(with_personas: Server) -> None:
    def reach() -> dict[str, str]:
        return {each["id"]: each["reach"] for each in with_personas.get("status")["personas"]}

    async with conversation(with_personas, persona=named("Stubborn")) as talk:
        before = reach()
        assert (await talk(PROMPT)).text == WHOLE
        after = reach()
    assert before[JUPYTERNAUT] == "governed"
    assert after[named("Stubborn")] == "governed"
    # It is asked for the first time in this test, but for a run in another order.
    assert before[named("Stubborn")] in ("unknown", "governed")
    status = with_personas.get("status")
    names = {each["name"]: each["version"] for each in status["governed"]}
    assert names["jupyter_ai_jupyternaut.jupyternaut.chat_models.ChatLiteLLM"]
    assert "agents-of-acp" in {each["id"] for each in status["out_of_reach"]}


async def test_status_names_the_classes_of_authors(with_personas: Server) -> None:
    await asked(with_personas, "OfItsOwn")
    named = {each["name"]: each["obeying"] for each in with_personas.get("status")["governed"]}
    passed = [name for name, obeying in named.items() if obeying == "passed"]
    assert passed == ["langchain_litellm.chat_models.litellm.ChatLiteLLM"]
    assert named["jupyter_ai_jupyternaut.jupyternaut.chat_models.ChatLiteLLM"] == "all"
