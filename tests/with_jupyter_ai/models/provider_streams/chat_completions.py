"""OpenAI's chat completions, with additions of the providers' own."""

from __future__ import annotations

from typing import Any

from .provider import ProviderStream, assistant, data


def _chunk(delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return data(_completion([choice], **more))


def _completion(choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "id": "c-1",
        "object": "chat.completion.chunk",
        "created": 1700000000,
        "model": "a-model",
        "choices": choices,
        **more,
    }


_USAGE = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
_DONE = data("[DONE]")
_SAID = (
    _chunk({"role": "assistant", "content": ""}),
    _chunk({"content": "Hello"}),
    _chunk({"content": " world"}),
)
_STOP = _chunk({}, "stop")
_TOTAL = data(_completion([], usage=_USAGE))


def _chat(
    model: str, *end: bytes, opening: tuple[bytes, ...] = (), path: str = ""
) -> ProviderStream:
    return ProviderStream(model, (*opening, *_SAID), end, path=path)


def _watsonx(choices: list[dict[str, Any]], number: int, **more: Any) -> bytes:
    value = {
        "id": "chat-1",
        "model_id": "ibm/granite-13b-chat-v2",
        "model": "ibm/granite-13b-chat-v2",
        "choices": choices,
        "created": 1700000000,
        "model_version": "1.0.0",
        "created_at": "2026-01-01T00:00:00Z",
        **more,
    }
    return f"id: {number}\nevent: message\n".encode() + data(value)


CHAT_COMPLETIONS: dict[str, ProviderStream] = {
    "openrouter": _chat(
        "openrouter/some/model",
        _STOP,
        _TOTAL,
        _DONE,
        opening=(b": OPENROUTER PROCESSING\n\n", b": OPENROUTER PROCESSING\n\n"),
    ),
    "groq": _chat(
        "groq/gemma2-9b-it",
        _chunk({}, "stop", x_groq={"id": "req_1", "usage": _USAGE}),
        _DONE,
        path="/openai/v1",
    ),
    "deepseek": _chat(
        "deepseek/deepseek-chat",
        _chunk({"content": ""}, "stop", usage=_USAGE),
        _DONE,
        opening=(b": keep-alive\n\n",),
    ),
    "mistral": _chat(
        "mistral/mistral-small-latest", _chunk({"content": ""}, "stop", usage=_USAGE), _DONE
    ),
    "hosted_vllm": _chat("hosted_vllm/a-model", _STOP, _TOTAL, _DONE),
    "xai": _chat("xai/grok-2", _chunk({}, "stop"), _TOTAL, _DONE),
    "fireworks_ai": _chat(
        "fireworks_ai/accounts/fireworks/models/mixtral-8x7b-instruct",
        _chunk({}, "stop", usage=_USAGE),
        _DONE,
    ),
    "databricks": _chat(
        "databricks/databricks-dbrx-instruct",
        _chunk({"content": ""}, "stop", usage=_USAGE),
        _DONE,
    ),
    "huggingface": _chat("huggingface/together/some/model", _STOP, _TOTAL, _DONE),
    "azure_ai": _chat("azure_ai/mistral-large", _STOP, _TOTAL, _DONE),
    "watsonx": ProviderStream(
        "watsonx/ibm/granite-13b-chat-v2",
        (
            _watsonx([{"index": 0, "finish_reason": None, "delta": assistant("Hello")}], 1),
            _watsonx([{"index": 0, "finish_reason": None, "delta": {"content": " world"}}], 2),
        ),
        (
            _watsonx([{"index": 0, "finish_reason": "stop", "delta": {"content": ""}}], 3),
            _watsonx([], 4, usage=_USAGE),
        ),
        environment={"WATSONX_TOKEN": "t", "WATSONX_PROJECT_ID": "p"},
    ),
}
