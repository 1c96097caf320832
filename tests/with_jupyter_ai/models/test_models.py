"""Governed models on the wire: the classes Jupyter AI uses, a real endpoint, real requests."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.letters import letter
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed

TOOL = {
    "type": "function",
    "function": {
        "name": "look_up",
        "description": "Look something up.",
        "parameters": {"type": "object", "properties": {"word": {"type": "string"}}},
    },
}
PROMPTS = {
    "text": "hello",
    "tool": 'practice:tool look_up {"word": "stream", "n": 1}',
    "reasoning": "practice:reasoning please",
}


def requests(practice: PracticeServer) -> str:
    return "".join(letter(entry.body) for entry in practice.journal.entries())


async def whole(model: Any, prompt: str, **kwargs: Any) -> Any:
    """The message that the chunks add up to."""
    message = None
    async for chunk in model.astream(prompt, **kwargs):
        message = chunk if message is None else message + chunk
    return message


def told(message: Any) -> dict[str, Any]:
    """All of a reply that anybody above the model can see."""

    # Ids are new for each request, and `index` only joins the chunks of a stream.
    def calls(value: Any) -> Any:
        return [{k: v for k, v in call.items() if k not in ("id", "index")} for call in value]

    extra = {
        key: calls(value) if key == "tool_calls" else value
        for key, value in message.additional_kwargs.items()
    }
    assert all(call["id"] for call in message.tool_calls)
    usage = dict(message.usage_metadata or {})
    # LiteLLM adds an estimate of its own to streamed replies, whatever the endpoint counts.
    usage.pop("output_token_details", None)
    return {
        "content": message.content,
        "additional_kwargs": extra,
        "tool_calls": calls(message.tool_calls),
        "usage_metadata": usage,
        "response_metadata": message.response_metadata,
    }


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


async def test_a_released_rule_leaves_the_models_alone(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model_class, rule = governed(CHAT_CLASSES[provider], settings, Mode.OFF)
    model = chat_model(model_class, provider, practice)
    rule.release()
    await whole(model, "hello")
    assert requests(practice) == "S"


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


async def test_a_class_without_streaming_is_left_as_it_is(settings: Settings) -> None:
    from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
    from langchain_core.language_models.chat_models import SimpleChatModel

    class Silent(SimpleChatModel):  # type: ignore[misc]  # LangChain is not installed for mypy
        def _call(self, *args: Any, **kwargs: Any) -> str:
            return ""

        @property
        def _llm_type(self) -> str:
            return "silent"

    assert governed(Silent, settings, Mode.OFF)[0] is Silent
    assert governed(int, settings, Mode.OFF)[0] is int
    for streaming in (FakeListChatModel, GenericFakeChatModel):
        made, rule = governed(streaming, settings, Mode.OFF)
        assert made is not streaming
        assert (made.__name__, made.__module__) == (streaming.__name__, streaming.__module__)
        from jupyterlab_ai_stream_toggle.models.governed import governed_class

        assert governed_class(made, rule) is made, "nothing is governed twice"


if JUPYTER_AI == 2:
    from jupyter_ai.completions.models import InlineCompletionRequest

    from .governed_models import COMPLETION_CLASS

    WIRE = [
        (Mode.ON, "ok", "s"),
        (Mode.OFF, "ok", "n"),
        (Mode.AUTO, "ok", "s"),
        (Mode.AUTO, "refuse-400", "sn"),
        (Mode.AUTO, "refuse-500", "sn"),
        (Mode.AUTO, "empty", "sn"),
    ]

    @pytest.mark.parametrize(("mode", "fault", "wire"), WIRE)
    async def test_an_llm_that_completes_text(
        practice: PracticeServer, settings: Settings, mode: Mode, fault: str, wire: str
    ) -> None:
        def make(model_class: Any) -> Any:
            return model_class(
                model_id="gpt-3.5-turbo-instruct",
                openai_api_base=practice.openai_url,
                openai_api_key="k",
            )

        expected = "".join([part async for part in make(COMPLETION_CLASS).astream("hello")])
        assert expected
        practice.fault = fault_named(fault)
        practice.journal.clear()
        model_class, _ = governed(COMPLETION_CLASS, settings, mode)
        got = "".join([part async for part in make(model_class).astream("hello")])
        assert requests(practice) == wire
        assert got == expected

    @pytest.mark.parametrize(
        ("mode", "fault", "wire"), [(m, f, w.upper().replace("N", "n")) for m, f, w in WIRE]
    )
    async def test_inline_completion(
        practice: PracticeServer, settings: Settings, mode: Mode, fault: str, wire: str
    ) -> None:
        practice.fault = fault_named(fault)
        model_class, _ = governed(CHAT_CLASSES["azure"], settings, mode)
        model = chat_model(model_class, "azure", practice)
        request = InlineCompletionRequest(
            number=1,
            path="a.ipynb",
            mime="text/x-python",
            prefix="x = ",
            suffix="",
            stream=True,
            language="python",
            cell_id="1",
        )
        replies = [reply async for reply in model.stream_inline_completions(request)]
        assert requests(practice) == wire
        assert replies[-1].done
        assert "practice endpoint" in replies[-1].response.insertText


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


async def test_a_class_that_can_only_stream_streams(settings: Settings) -> None:
    """It makes a whole answer out of its own stream; asked for one, it must not go in circles."""
    from langchain_core.language_models.chat_models import BaseChatModel, agenerate_from_stream
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    class StreamsOnly(BaseChatModel):  # type: ignore[misc]  # LangChain is not installed for mypy
        id: ClassVar[str] = "streams-only"
        model_id: str = "gw"
        model: str = "openai/gw"
        custom_llm_provider: str = "openai"

        async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
            yield ChatGenerationChunk(message=AIMessageChunk(content="streamed"))

        async def _agenerate(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
            return await agenerate_from_stream(self._astream(messages))

        def _generate(self, *args: Any, **kwargs: Any) -> Any:
            raise NotImplementedError

        @property
        def _llm_type(self) -> str:
            return "streams-only"

    model_class, _ = governed(StreamsOnly, settings, Mode.OFF)
    assert (await whole(model_class(), "hello")).content == "streamed"
