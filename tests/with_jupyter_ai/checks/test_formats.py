"""The check of providers that do not speak OpenAI's format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.checks.exchange import Asker
from jupyterlab_ai_stream_toggle.checks.live.observation import Observation
from jupyterlab_ai_stream_toggle.checks.result import Outcome
from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Unsaved
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.generation import JUPYTER_AI
from tests.support.raw_server import Answer, on_a_thread
from tests.support.settings import Settings
from tests.support.subjects import performed, save, saved_subject
from tests.with_jupyter_ai.providers.forms import FORMS
from tests.with_jupyter_ai.providers.measurement import answers

from .chats import Chat, said_by_check, words
from .gateway import Gateway, Reply

if JUPYTER_AI != 3:
    pytest.skip("only LiteLLM speaks them all", allow_module_level=True)

from tests.with_jupyter_ai.providers.litellm_providers import (
    FORM_OF,
    offered,
    prepared,
)
from tests.with_jupyter_ai.providers.provider import Provider

OFFERED = {name: each for name, each in offered().items() if isinstance(each, Provider)}
MODELS = {name: (OFFERED[name].model, form) for name, form in FORM_OF.items() if name in OFFERED}
MODELS["responses"] = ("openai/responses/gpt-4o", FORMS["responses"])
PREFIXES = {"responses": "/v1"}
del MODELS["gemini"]  # it is asked for more than an answer: see below
del MODELS["groq"]  # its streams differ, and it is asked as OpenAI is

# Each needs another answer to the tools, or reads it in a way of its own; chat shows the same.
FAULTS = ("ok", "refuse-400", "down", "html")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home in which Jupyter AI is configured."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    with prepared():
        yield


def configure(model: str, url: str) -> None:
    """The model, with this endpoint."""
    fields: dict[str, Any] = {model: {"api_base": url, "api_key": "k-0123456789abcdef"}}
    save({"model_provider_id": model, "fields": fields, "embeddings_provider_id": None})


def direct(run: Run) -> list[Any]:
    """What was asked directly."""
    return [each for each in run.subject.exchanges if each.by is Asker.DIRECT]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", sorted(MODELS))
async def test_it_says_what_chat_says(settings: Settings, name: str, fault: str) -> None:
    model, form = MODELS[name]
    with on_a_thread() as server:
        gw = server.answer(*answers(form, fault))
        configure(model, f"{server.url}/{gw}{PREFIXES.get(name, '')}")
        in_chat = {
            mode: words(await Chat(saved_subject(), settings, mode).says())
            for mode in (Mode.ON, Mode.OFF)
        }
        run = await performed(saved_subject())
    assert {mode: words(said_by_check(run, mode)) for mode in in_chat} == in_chat
    assert direct(run) == []
    left_out = [each for each in run.results if each.id.startswith("direct")]
    assert {each.outcome for each in left_out} == {Outcome.SKIPPED}
    assert all(
        "OpenAI format" in each.explanation or "chat completions" in each.explanation
        for each in left_out
    )
    assert run.live_requests == 2


@pytest.mark.parametrize("name", ["anthropic", "ollama", "ollama_chat", "responses"])
async def test_a_good_answer_is_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a busy machine all of an answer may be there when it is looked for.
    monkeypatch.setattr(Observation, "clock", staticmethod(lambda: 0.0))
    model, form = MODELS[name]
    with on_a_thread() as server:
        gw = server.answer(form.stream, form.plain)
        configure(model, f"{server.url}/{gw}{PREFIXES.get(name, '')}")
        run = await performed(saved_subject())
    assert run.verdict is not None
    assert run.verdict.works is True, run.verdict
    assert run.verdict.text == "Chat works with streaming."
    assert [each.answered for each in run.subject.exchanges] == [True, True]
    # A type of its own is no mistake, and there is nothing to ask an administrator for.
    assert run.ask_administrator == []


async def test_what_a_client_asks_for_beforehand_is_not_taken_for_a_second_request() -> None:
    """LiteLLM has Google keep Jupyternaut's instructions, and then asks."""
    form = FORMS["gemini"]

    def answer(path: str, headers: dict[str, str], body: bytes) -> Reply:
        if "cachedContents" in path:
            kept = {"name": "cachedContents/1", "model": "models/gemini-2.0-flash"}
            return Reply(200, json.dumps(kept if body else {"cachedContents": []}).encode())
        if "streamGenerateContent" in path:
            return Reply(200, b"".join((*form.before, *form.end)), form.content_type)
        return Reply(200, json.dumps(form.whole).encode())

    async with Gateway(answer) as gateway:
        configure("gemini/gemini-2.0-flash", gateway.url)
        run = await performed(saved_subject())
        paths = [each.path.partition("?")[0].rpartition(":")[2] for each in gateway.asked]
    assert run.verdict is not None
    assert run.verdict.works is True, run.verdict
    assert [path for path in paths if "cachedContents" not in path] == [
        "generateContent",
        "streamGenerateContent",
    ]


async def test_a_stream_that_is_cut_is_no_answer(settings: Settings) -> None:
    model, form = MODELS["anthropic"]
    half = Answer((form.before[0], form.before[-1][:20]), form.content_type)
    with on_a_thread() as server:
        gw = server.answer(half, form.plain)
        configure(model, f"{server.url}/{gw}")
        in_chat = await Chat(saved_subject(), settings, Mode.ON).says()
        run = await performed(saved_subject())
    assert in_chat is not None
    assert words(said_by_check(run, Mode.ON)) == words(in_chat)


async def test_where_another_operation_turns_out_to_be_asked_the_direct_requests_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LiteLLM knows by heart which of OpenAI's models are asked in another way."""
    import litellm

    _, form = MODELS["responses"]
    with on_a_thread() as server:
        gw = server.answer(form.stream, form.plain)
        configure("openai/a-model", f"{server.url}/{gw}/v1")
        subject = saved_subject()
        known = {"mode": "responses", "litellm_provider": "openai"}
        monkeypatch.setitem(litellm.model_cost, "openai/a-model", known)
        run = await performed(subject)
    assert direct(run) == []
    assert run.verdict is not None
    assert run.verdict.works is True, run.verdict
    assert any("/v1/responses" in each.explanation for each in run.results)
    configure("openai/a-model", "https://127.0.0.1:9")
    connection = saved_subject().connection
    assert connection is not None
    assert connection.protocol is None


def test_a_provider_of_openais_format_without_an_address_is_not_asked_directly() -> None:
    configure("groq/llama-3", "https://127.0.0.1:9")
    subject = saved_subject(Unsaved())
    assert subject.connection is not None
    assert subject.connection.protocol is not None
    save({"model_provider_id": "groq/llama-3", "fields": {}, "embeddings_provider_id": None})
    subject = saved_subject()
    assert subject.address is None
