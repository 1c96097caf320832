"""The APIs the endpoint speaks: OpenAI's and Azure's, chat and legacy completions."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

AZURE = "/openai/deployments/gpt/{}?api-version=2024-10-21"


def chunks(reply: httpx.Response) -> list[dict[str, Any]]:
    events = reply.text.split("\n\n")[:-1]
    assert events[-1] == "data: [DONE]"
    return [json.loads(event.removeprefix("data: ")) for event in events[:-1]]


def ask(prompt: str, **more: Any) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": prompt}], **more}


@pytest.mark.parametrize(
    "path",
    ["/v1/chat/completions", AZURE.format("chat/completions"), "/openai/v1/chat/completions"],
)
@pytest.mark.parametrize("stream", [True, False])
def test_chat_is_answered_on_every_path(client: httpx.Client, path: str, stream: bool) -> None:
    reply = client.post(path, json=ask("Hello", stream=stream))

    assert reply.status_code == 200
    parts = chunks(reply) if stream else [reply.json()]
    assert all(part["model"] == "m" for part in parts if part["choices"])


@pytest.mark.parametrize("path", ["/v1/completions", AZURE.format("completions")])
def test_legacy_completions_carry_text(client: httpx.Client, path: str) -> None:
    plain = client.post(path, json={"prompt": "def f("}).json()
    streamed = chunks(client.post(path, json={"prompt": ["def f("], "stream": True}))

    text = plain["choices"][0]["text"]
    assert plain["object"] == "text_completion"
    assert text.endswith(LAST_SENTENCE)
    assert "".join(part["choices"][0]["text"] for part in streamed) == text
    assert streamed[-1]["choices"][0]["finish_reason"] == "stop"


def test_azure_opens_a_stream_with_a_chunk_without_choices(client: httpx.Client) -> None:
    first, second, *_ = chunks(
        client.post(AZURE.format("chat/completions"), json=ask("Hello", stream=True))
    )

    assert first["choices"] == []
    assert "prompt_filter_results" in first
    assert second["choices"][0]["delta"]["role"] == "assistant"


def test_azure_names_the_model_by_its_deployment(client: httpx.Client) -> None:
    body = {"messages": [{"role": "user", "content": "Hello"}]}

    assert client.post(AZURE.format("chat/completions"), json=body).json()["model"] == "gpt"


def test_azure_knows_no_deployment_without_an_api_version(
    client: httpx.Client, server: PracticeServer
) -> None:
    reply = client.post("/openai/deployments/gpt/chat/completions", json=ask("Hello"))

    assert reply.status_code == 404
    assert server.journal.entries()[-1].status == 404


@pytest.mark.parametrize("path", ["/v1/models", "/openai/v1/models", "/openai/models"])
def test_models_are_listed(client: httpx.Client, path: str) -> None:
    assert [model["id"] for model in client.get(path).json()["data"]] == ["practice"]


def test_a_tool_call_is_the_same_streamed_and_whole(client: httpx.Client) -> None:
    tools = [{"type": "function", "function": {"name": "add", "parameters": {}}}]
    prompt = 'practice:tool add {"a": 1, "b": 2}'
    whole = client.post("/v1/chat/completions", json=ask(prompt, tools=tools)).json()
    streamed = chunks(
        client.post("/v1/chat/completions", json=ask(prompt, tools=tools, stream=True))
    )

    [call] = whole["choices"][0]["message"]["tool_calls"]
    deltas = [
        delta for part in streamed for delta in part["choices"][0]["delta"].get("tool_calls", [])
    ]
    assert call["function"] == {"name": "add", "arguments": '{"a": 1, "b": 2}'}
    assert deltas[0]["function"]["name"] == "add"
    assert len(deltas) > 2
    arguments = "".join(delta["function"]["arguments"] for delta in deltas)
    assert arguments == call["function"]["arguments"]
    assert whole["choices"][0]["finish_reason"] == "tool_calls"
    assert streamed[-1]["choices"][0]["finish_reason"] == "tool_calls"


def test_reasoning_comes_before_the_text(client: httpx.Client) -> None:
    whole = client.post("/v1/chat/completions", json=ask("practice:reasoning")).json()
    streamed = chunks(
        client.post("/v1/chat/completions", json=ask("practice:reasoning", stream=True))
    )

    deltas = [part["choices"][0]["delta"] for part in streamed[1:]]
    thought = "".join(delta.get("reasoning_content", "") for delta in deltas)
    assert thought == whole["choices"][0]["message"]["reasoning_content"]
    assert "reasoning_content" in deltas[0]
    kinds = [next(iter(delta)) for delta in deltas if delta]
    assert kinds == sorted(kinds, reverse=True)  # reasoning_content, then content


def test_five_thousand_chunks(client: httpx.Client) -> None:
    streamed = chunks(
        client.post("/v1/chat/completions", json=ask("practice:chunks 5000", stream=True))
    )

    assert len(streamed) == 5002  # the role, the words, the end


def test_a_wrong_url_is_a_404_and_in_the_journal(
    client: httpx.Client, server: PracticeServer
) -> None:
    reply = client.post("/v1/v1/chat/completions", json=ask("Hello"))

    assert reply.status_code == 404
    assert reply.json()["error"]["code"] == "404"
    assert server.journal.entries()[-1].path == "/v1/v1/chat/completions"


def test_a_body_that_is_not_json_is_answered(client: httpx.Client, server: PracticeServer) -> None:
    reply = client.post("/v1/chat/completions", content=b"{")

    assert reply.status_code == 200
    assert server.journal.entries()[-1].body is None
