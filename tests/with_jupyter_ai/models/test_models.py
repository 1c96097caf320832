"""Governed models on the wire: the classes Jupyter AI uses, a real endpoint, real requests."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import PROMPTS, TOOL, requests, told, whole


@pytest.mark.parametrize("kind", PROMPTS)
async def test_a_reply_is_the_same_in_every_delivery(
    practice: PracticeServer, settings: Settings, provider: str, kind: str
) -> None:
    options = {"tools": [TOOL]} if kind == "tool" else {}
    bare = chat_model(CHAT_CLASSES[provider], provider, practice)
    expected = told(await whole(bare, PROMPTS[kind], **options))
    assert expected["usage_metadata"]["total_tokens"] > 0
    if kind == "tool":
        (call,) = expected["tool_calls"]
        assert (call["name"], call["args"]) == ("look_up", {"word": "stream", "n": 1})

    cases = {
        (Mode.ON, "ok"): "S",
        (Mode.AUTO, "ok"): "S",
        (Mode.OFF, "ok"): "n",
        (Mode.AUTO, "refuse-400"): "Sn",
        (Mode.AUTO, "no-stream-options"): "Ss",
    }
    for (mode, fault), wire in cases.items():
        practice.fault = fault_named(fault)
        practice.journal.clear()
        model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
        message = await whole(chat_model(model_class, provider, practice), PROMPTS[kind], **options)
        assert requests(practice) == wire
        seen = told(message)
        if fault == "no-stream-options":
            assert seen == {**expected, "usage_metadata": {}}, "it counts no streamed tokens"
        else:
            assert seen == expected, (mode, fault)


async def test_on_passes_the_very_chunks(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    async def chunks(model: Any) -> list[Any]:
        return [
            {**chunk.model_dump(), "id": None}
            async for chunk in model.astream("practice:chunks 200")
        ]

    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    bare = await chunks(chat_model(CHAT_CLASSES[provider], provider, practice))
    assert len(bare) > 200
    assert await chunks(chat_model(model_class, provider, practice)) == bare
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    assert await chunks(chat_model(model_class, provider, practice)) == bare


async def test_only_the_unproven_stream_goes_without_retries(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    practice.fault = fault_named("refuse-500")
    auto, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    await whole(chat_model(auto, provider, practice), "hello")
    assert requests(practice) == "Sn"

    # The same endpoint and key: nothing of the first attempt may stick to the client.
    on, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    practice.journal.clear()
    with pytest.raises(Exception, match=r"500|Internal Server Error"):
        await whole(chat_model(on, provider, practice), "hello")
    assert requests(practice) == "SSS"

    auto, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    practice.journal.clear()
    await whole(chat_model(auto, provider, practice), "hello")
    assert requests(practice) == "Sn", "nor may the retries of others stick to ours"

    practice.fault = fault_named("down")
    auto, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    practice.journal.clear()
    with pytest.raises(Exception, match=r"500|Internal Server Error|had an error"):
        await whole(chat_model(auto, provider, practice), "hello")
    assert requests(practice) == "Snnn", "the plain request has the client library's own retries"


async def test_the_requests_differ_in_nothing_but_streaming(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    practice.fault = fault_named("refuse-400")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = chat_model(model_class, provider, practice, temperature=0.25)
    await whole(model, "hello", tools=[TOOL])
    streamed, plain = practice.journal.entries()
    assert streamed.path == plain.path
    assert streamed.query == plain.query
    assert {"temperature", "tools", "messages"} <= set(plain.body)
    for body in (streamed.body, plain.body):
        body.pop("stream", None)
        body.pop("stream_options", None)
    assert streamed.body == plain.body


async def test_the_model_itself_is_never_changed(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    practice.fault = fault_named("refuse-400")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = chat_model(model_class, provider, practice)
    fields = [name for name in model_class.model_fields if name in model.__dict__]
    before = {name: model.__dict__[name] for name in fields}
    await asyncio.gather(*(whole(model, f"hello {number}") for number in range(5)))
    assert all(model.__dict__[name] is before[name] for name in fields)


async def test_what_is_known_holds_for_one_way_of_asking(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    """With tools and without are two targets: some servers stream only without."""
    practice.fault = fault_named("refuse-400")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = chat_model(model_class, provider, practice)
    await whole(model, "hello", tools=[TOOL])
    await whole(model, "hello", tools=[TOOL])
    await whole(model, "hello")
    assert requests(practice) == "SnnSn"


@pytest.mark.parametrize("mode", list(Mode))
async def test_the_messages_may_be_passed_by_name(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    """LiteLLM's and Mistral's models call their own `_astream` that way."""
    from langchain_core.messages import HumanMessage

    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
    model = chat_model(model_class, provider, practice)
    chunks = [chunk async for chunk in model._astream(messages=[HumanMessage("hello")])]
    assert "".join(chunk.text for chunk in chunks).startswith("You said")


async def test_a_stream_asked_for_in_the_extra_body_is_left_out(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    asked = {"stream": True, "stream_options": {"include_usage": True}, "seed": 7}
    fields = {"extra_body": asked} if JUPYTER_AI == 2 else {"model_kwargs": {"extra_body": asked}}
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.OFF)
    message = await whole(chat_model(model_class, provider, practice, **fields), "hello")
    assert message.content.startswith("You said")
    assert requests(practice) == "n"
    assert practice.journal.entries()[0].body["seed"] == 7
