"""Failures of providers that LiteLLM reaches with handlers of its own, in their own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.raw_server import Answer, Framing, RawServer, on_a_thread
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, governed
from tests.with_jupyter_ai.models.raw_models import Outcome, asked

MODELS = {
    "anthropic": "anthropic/claude-3-5-sonnet-20241022",
    "converse": "bedrock/converse/anthropic.claude-3-5-sonnet-20240620-v1:0",
    "gemini": "gemini/gemini-2.0-flash",
    "invoke": "bedrock/invoke/anthropic.claude-3-5-sonnet-20240620-v1:0",
    "ollama": "ollama_chat/qwen2.5",
    "ollama, generate": "ollama/qwen2.5",
    "vllm": "hosted_vllm/m",
    "watsonx": "watsonx/ibm/granite-3-8b-instruct",
}
WHOLE: dict[str, Any] = {
    "gemini": {
        "candidates": [
            {
                "content": {"role": "model", "parts": [{"text": "all of it"}]},
                "finishReason": "STOP",
                "index": 0,
            }
        ],
        "usageMetadata": {
            "promptTokenCount": 1,
            "candidatesTokenCount": 1,
            "totalTokenCount": 2,
        },
    },
    "converse": {
        "output": {"message": {"role": "assistant", "content": [{"text": "all of it"}]}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
        "metrics": {"latencyMs": 1},
    },
    "invoke": {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [{"type": "text", "text": "all of it"}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 1, "output_tokens": 1},
    },
}
TOOL = {
    "type": "function",
    "function": {"name": "f", "description": "d", "parameters": {"type": "object"}},
}
ANOTHER = {"error": {"message": "this was not to be asked"}}
GOOGLE = (
    "models/gemini-2.0-flash is not found for API version v1beta, or is not supported for "
    "streamGenerateContent. Call ListModels to see the list."
)
PAGE = "<html><title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx/1.25.3</html>"


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    # On a thread: LiteLLM asks Ollama about its model, and blocks the loop meanwhile.
    with on_a_thread() as server:
        yield server


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import litellm

    monkeypatch.setattr(litellm, "suppress_debug_info", True)
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION_NAME": "us-east-1",
        "AWS_REGION": "us-east-1",
        "WATSONX_TOKEN": "t",
        "WATSONX_PROJECT_ID": "p",
    }.items():
        monkeypatch.setenv(name, value)


def answer(status: int, body: object) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body)
    kind = "text/html" if text.startswith("<") else "application/json"
    return Answer((text.encode(),) if text else (), kind, status=status, framing=Framing.LENGTH)


class Asked:
    """One model before one endpoint."""

    def __init__(
        self, server: RawServer, settings: Settings, model: str, streamed: Answer, plain: Answer
    ) -> None:
        model_class, _ = governed(CHAT_CLASSES["openai"], settings, Mode.AUTO)
        self._class = model_class
        self._model = model
        self._name = server.answer(streamed, plain)
        self._url = f"{server.url}/{self._name}"
        self._answers = server.answers[self._name]

    async def ask(self, key: str = "k", *, tools: bool = False, **fields: Any) -> Outcome:
        before = len(self._answers.wire)
        fields = {"api_base": self._url, **fields}
        model = self._class(model=self._model, api_key=key, streaming=True, **fields)
        outcome = await asked(model.bind_tools([TOOL]) if tools else model)
        outcome.wire = self._answers.wire[before:]
        return outcome


@pytest.mark.parametrize("provider", list(WHOLE))
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, ""),
        (404, ""),
        (403, {}),
        (404, {"message": "Not Found"}),
        (404, PAGE),
        (403, PAGE.replace("404 Not Found", "403 Forbidden")),
    ],
)
async def test_an_address_for_streams_tells_nothing_of_the_other(
    server: RawServer, settings: Settings, provider: str, status: int, body: object
) -> None:
    whole = answer(200, WHOLE[provider])
    outcome = await Asked(server, settings, MODELS[provider], answer(status, body), whole).ask()
    assert (outcome.wire, outcome.said.text) == ("Sn", "all of it"), outcome


@pytest.mark.parametrize("provider", list(WHOLE))
@pytest.mark.parametrize(
    ("status", "message", "cause"),
    [
        (403, "This key may not use model m", "permission-denied"),
        (404, "The model m does not exist", "model-not-found"),
    ],
)
async def test_but_a_reason_counts_there_too(
    server: RawServer, settings: Settings, provider: str, status: int, message: str, cause: str
) -> None:
    body = {"error": {"message": message}, "message": message}
    refused = answer(status, body)
    outcome = await Asked(server, settings, MODELS[provider], refused, answer(418, ANOTHER)).ask()
    assert (outcome.wire, outcome.diagnosis) == ("S", cause), outcome


@pytest.mark.parametrize(
    ("status", "name"),
    [(400, "FAILED_PRECONDITION"), (403, "PERMISSION_DENIED"), (404, "NOT_FOUND")],
)
async def test_what_google_does_not_stream(
    server: RawServer, settings: Settings, status: int, name: str
) -> None:
    refused = answer(status, {"error": {"code": status, "message": GOOGLE, "status": name}})
    whole = answer(200, WHOLE["gemini"])
    outcome = await Asked(server, settings, MODELS["gemini"], refused, whole).ask()
    assert (outcome.wire, outcome.said.text) == ("Sn", "all of it"), outcome
    plain = GOOGLE.replace("streamG", "g")
    missing = answer(404, {"error": {"code": 404, "message": plain, "status": "NOT_FOUND"}})
    outcome = await Asked(server, settings, MODELS["gemini"], missing, missing).ask()
    assert outcome.diagnosis == "model-not-found", outcome


@pytest.mark.parametrize("provider", list(MODELS))
async def test_an_empty_refusal_is_tried(
    server: RawServer, settings: Settings, provider: str
) -> None:
    """Whatever the client library says in place of it."""
    empty = answer(400, "")
    outcome = await Asked(server, settings, MODELS[provider], empty, empty).ask()
    assert (outcome.wire, outcome.diagnosis) == ("Sn", "unknown"), outcome


@pytest.mark.parametrize("key", ["sk-a\nb", "sk-é", "sk-密"])
@pytest.mark.parametrize("provider", ["anthropic", "gemini", "ollama", "vllm"])
async def test_a_key_that_cannot_be_sent(
    server: RawServer, settings: Settings, provider: str, key: str
) -> None:
    never = answer(418, ANOTHER)
    outcome = await Asked(server, settings, MODELS[provider], never, never).ask(key)
    assert (outcome.wire, outcome.diagnosis) == ("", "key-missing"), outcome


@pytest.mark.parametrize("provider", list(MODELS))
async def test_a_parameter_that_is_no_number(
    server: RawServer, settings: Settings, provider: str
) -> None:
    never = answer(418, ANOTHER)
    asking = Asked(server, settings, MODELS[provider], never, never)
    outcome = await asking.ask(model_kwargs={"timeout": "soon"})
    assert (outcome.wire, outcome.diagnosis) == ("", "parameter-invalid"), outcome


async def test_an_address_that_is_missing(
    server: RawServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_API_BASE", raising=False)
    never = answer(418, ANOTHER)
    outcome = await Asked(server, settings, "azure/gpt", never, never).ask(api_base=None)
    told = attached_to(outcome.error)
    assert told is not None
    assert told.id == "setting-missing"
    assert "address" in told.title


async def test_a_project_that_is_missing(
    server: RawServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATSONX_PROJECT_ID")
    never = answer(418, ANOTHER)
    outcome = await Asked(server, settings, MODELS["watsonx"], never, never).ask()
    told = attached_to(outcome.error)
    assert told is not None
    assert (outcome.wire, told.id) == ("", "setting-missing"), outcome
    assert "PROJECT_ID" in told.hint


@pytest.mark.parametrize("provider", ["ollama", "ollama, generate"])
@pytest.mark.parametrize(
    "words",
    [
        "registry.ollama.ai/library/tiny:latest does not support tools",
        "tiny has no tool support",
        "Ce modèle ne prend pas en charge les outils",
        "このモデルはツールに対応していません",
    ],
)
async def test_a_model_without_tools_is_asked_once(
    server: RawServer, settings: Settings, provider: str, words: str
) -> None:
    refused = answer(400, {"error": words})
    asking = Asked(server, settings, MODELS[provider], refused, answer(418, ANOTHER))
    for _ in range(2):
        outcome = await asking.ask(tools=True)
        assert (outcome.wire, outcome.diagnosis) == ("S", "parameter-not-supported"), outcome
