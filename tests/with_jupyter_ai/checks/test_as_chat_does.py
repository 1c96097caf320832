"""The check asks as chat does, and what it asks by itself carries what is configured."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.checks.exchange import Asker
from jupyterlab_ai_stream_toggle.checks.live.differences import exchange_of
from jupyterlab_ai_stream_toggle.checks.live.requests import QUESTION
from jupyterlab_ai_stream_toggle.checks.result import Outcome
from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.demo.generation import API_VERSION
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Message
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings
from tests.support.subjects import performed, save, saved_subject

from .chats import Chat
from .gateway import Gateway, Reply

PROVIDER = "openai-chat-custom" if JUPYTER_AI == 2 else "openai"
WELL = Reply(
    200,
    json.dumps(
        {
            "id": "c-1",
            "object": "chat.completion",
            "created": 1700000000,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": "1 2 3"},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5},
        }
    ).encode(),
)
TOO_LARGE = Reply(413, b"<html><head><title>413</title></head></html>", "text/html")
TOO_MANY = Reply(
    429,
    json.dumps({"error": {"message": "Rate limit reached for requests", "code": "429"}}).encode(),
    headers={"Retry-After": "20"},
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home in which Jupyter AI is configured."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)


def configure(url: str, fields: Mapping[str, Any] | None = None) -> None:
    """The model `m` at an endpoint that speaks OpenAI's format, with these parameters."""
    if JUPYTER_AI == 2:
        model_id, address = f"{PROVIDER}:m", "openai_api_base"
        keys = {"OPENAI_API_KEY": "sk-0123456789abcdef0123"}
    else:
        model_id, address, keys = f"{PROVIDER}/m", "api_base", {}
    own = {address: f"{url}/v1", **(fields or {})}
    if JUPYTER_AI == 3:
        own["api_key"] = "sk-0123456789abcdef0123"
    save(
        {
            "model_provider_id": model_id,
            "fields": {model_id: own},
            "api_keys": keys,
            "embeddings_provider_id": None,
            "send_with_shift_enter": False,
        }
    )


def outcomes(run: Run) -> dict[str, Outcome]:
    """Of the four requests."""
    return {each.id: each.outcome for each in run.results[-4:]}


async def asked_with(answer: Callable[[int, bytes], Reply], mode: Mode = Mode.AUTO) -> Run:
    """A check of an endpoint that answers the number and the body of a request."""
    gateway: Gateway

    def numbered(path: str, headers: dict[str, str], body: bytes) -> Reply:
        return answer(len(gateway.asked), body)

    gateway = Gateway(numbered)
    async with gateway:
        configure(gateway.url)
        return await performed(saved_subject(mode=mode))


async def test_it_sends_what_chat_sends(practice: PracticeServer, settings: Settings) -> None:
    configure(practice.url)
    subject = saved_subject()
    assert await Chat(subject, settings, Mode.ON).says() is None
    chats = practice.journal.entries()[0].body
    await performed(subject)
    _, stream, bare, _ = (entry.body for entry in practice.journal.entries()[1:])
    assert stream == chats
    assert stream["messages"][0]["role"] == "system"
    assert QUESTION in stream["messages"][-1]["content"]
    assert bare["messages"] == [{"role": "user", "content": QUESTION}]


@pytest.mark.skipif(JUPYTER_AI != 3, reason="only Jupyternaut offers tools")
async def test_it_offers_the_tools_of_jupyternauts_own_agent(practice: PracticeServer) -> None:
    """Held against the very method that makes the agent of a message."""
    from types import SimpleNamespace

    from jupyter_ai_jupyternaut.jupyternaut import jupyternaut

    configure(practice.url)
    subject = saved_subject()
    await performed(subject)
    by_check = practice.journal.entries()[1].body

    class Persona(jupyternaut.JupyternautPersona):  # type: ignore[misc]  # it has no types
        """Without the chat that it is otherwise made for."""

        name = "Jupyternaut"

        def __init__(self) -> None:
            """Nothing of it is needed."""

        def get_mcp_settings(self) -> None:
            """There are no servers of tools."""

        async def get_memory_store(self) -> None:
            """It remembers nothing."""

        def _create_tool_error_handler(self) -> Any:
            return jupyternaut.wrap_tool_call(lambda request, handler: handler(request))

    persona = Persona()
    message = SimpleNamespace(sender="user", body=QUESTION, attachments=[])
    fields = {"api_base": practice.openai_url, "api_key": "k"}
    prompt = persona.get_system_prompt("openai/m", message)
    agent = await persona.get_agent("openai/m", fields, prompt)
    await agent.ainvoke({"messages": [{"role": "user", "content": QUESTION}]})
    in_chat = practice.journal.entries()[-1].body
    assert len(in_chat["tools"]) >= 14
    assert by_check["tools"] == in_chat["tools"]
    assert by_check["messages"] == in_chat["messages"]


async def test_a_limit_of_the_size_is_met_as_in_chat(settings: Settings) -> None:
    most = 1000

    def limited(number: int, body: bytes) -> Reply:
        return TOO_LARGE if len(body) > most else WELL

    run = await asked_with(limited)
    assert run.verdict is not None
    assert run.verdict.works is False
    assert "a short first message" in run.verdict.text
    assert any("may limit the size" in each for each in run.differences)
    found = {each.by: each.diagnosis for each in run.subject.exchanges}
    assert found[Asker.DIRECT] is None
    in_framework = found[Asker.FRAMEWORK]
    assert in_framework is not None
    assert in_framework.facts.status == 413


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("most", [0, 1, 2, 3])
async def test_a_small_rate_limit_is_told_as_one(most: int, mode: Mode) -> None:
    run = await asked_with(lambda number, body: WELL if number <= most else TOO_MANY, mode)
    # Who said that it takes no more is left in peace.
    assert len(run.subject.exchanges) == most + 1
    assert run.verdict is not None
    if most == 0 or (most == 1 and mode is not Mode.OFF):
        assert "Rate limit reached" in run.verdict.text
        assert "20 s" in run.verdict.text
        assert run.verdict.works is (False if most == 0 else None)
    else:
        assert run.verdict.works is True
    assert Outcome.FAILED not in outcomes(run).values()
    assert not any("rejects the" in each for each in run.differences)
    assert "direct request" not in run.verdict.text


HEADERS = {"x-portkey-provider": "openai", "x-custom": "a value"}


async def test_what_is_configured_is_sent_directly_as_well(practice: PracticeServer) -> None:
    seen: list[dict[str, str]] = []

    def answer(path: str, headers: dict[str, str], body: bytes) -> Reply:
        seen.append(headers)
        return WELL if headers.get("x-custom") == HEADERS["x-custom"] else Reply(403, b"{}")

    async with Gateway(answer) as gateway:
        name = "default_headers" if JUPYTER_AI == 2 else "extra_headers"
        own = {name: HEADERS, "temperature": 0.25, "max_tokens": 99}
        unknown = {} if JUPYTER_AI == 2 else {"top_k": 7}
        configure(gateway.url, {**own, **unknown})
        run = await performed(saved_subject())
        bodies = [json.loads(each.body) for each in gateway.asked]
    assert [each.answered for each in run.subject.exchanges] == [True] * 4
    assert [each["x-portkey-provider"] for each in seen] == ["openai"] * 4
    assert {each["temperature"] for each in bodies} == {0.25}
    assert [bodies[2]["max_tokens"], bodies[3]["max_tokens"]] == [99, 99]
    named = [each for each in run.differences if "omit these parameters" in each]
    assert bool(named) is bool(unknown)
    assert not named or "top_k" in named[0]
    assert "a value" not in repr((run.results, run.differences, run.verdict, run.report))


async def test_a_redirect_on_the_same_host_is_followed_as_chat_follows_it(
    settings: Settings,
) -> None:
    def answer(path: str, headers: dict[str, str], body: bytes) -> Reply:
        if path.startswith("/v1"):
            return Reply(308, b"", headers={"Location": f"/behind{path}"})
        return WELL

    async with Gateway(answer) as gateway:
        configure(gateway.url)
        assert await Chat(saved_subject(), settings, Mode.OFF).says() is None
        run = await performed(saved_subject())
        lengths = [len(each.body) for each in gateway.asked if each.path.startswith("/behind")]
    assert all(lengths)
    assert [each.answered for each in run.subject.exchanges] == [True] * 4
    assert any("redirects to" in each for each in run.differences)


async def test_where_chats_message_is_not_to_be_had_it_is_told(
    practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(practice.url)
    subject = saved_subject()
    assert subject.connection is not None
    model = subject.connection.make()
    if JUPYTER_AI == 2:
        monkeypatch.setattr(type(model), "get_chat_prompt_template", None)
    else:
        from jupyter_ai_jupyternaut.jupyternaut import jupyternaut

        monkeypatch.delattr(jupyternaut, "create_agent")
    message: Message = await subject.connection.message(model, QUESTION)
    assert message.missing is not None
    run = await performed(subject)
    assert run.verdict is not None
    assert run.verdict.works is True
    assert message.missing in run.differences
    assert exchange_of(run.subject, run.subject.exchanges[0].kind, Asker.FRAMEWORK) is not None
