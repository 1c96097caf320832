"""Streams of providers that LiteLLM reaches without the openai package, in their own words.

Each says "Hello world". Sources are the providers' public API references, for streaming: Anthropic
Messages, Gemini `streamGenerateContent`, Ollama `/api/chat` and `/api/generate`, Cohere Chat v1 and
v2, IBM watsonx `chat_stream`, Amazon Bedrock `ConverseStream`, OpenAI Responses; the others have
OpenAI's chat completions with additions of their own.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

TEXT = "Hello world"


@dataclass(frozen=True)
class ProviderStream:
    """A provider's stream of one short answer."""

    model: str
    """LiteLLM's name of a model."""
    before: tuple[bytes, ...]
    """What comes before anything marks the end."""
    end: tuple[bytes, ...]
    """What marks the end, and what comes after."""
    content_type: str = "text/event-stream"
    path: str = ""
    """What follows the root of the endpoint in `api_base`."""
    environment: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    """Fields of the model."""


def _data(value: Any, *, name: str = "", newline: str = "\n") -> bytes:
    lines = [f"event: {name}"] if name else []
    lines.append(f"data: {value if isinstance(value, str) else json.dumps(value)}")
    return (newline.join(lines) + newline * 2).encode()


def _line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _typed(*values: dict[str, Any]) -> tuple[bytes, ...]:
    """Events that are named after the type of what they hold."""
    return tuple(_data(value, name=value["type"]) for value in values)


# OpenAI's chat completions.


def _chunk(delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return _data(_completion([choice], **more))


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
_DONE = _data("[DONE]")
_SAID = (
    _chunk({"role": "assistant", "content": ""}),
    _chunk({"content": "Hello"}),
    _chunk({"content": " world"}),
)
_STOP = _chunk({}, "stop")
_TOTAL = _data(_completion([], usage=_USAGE))


def _chat(
    model: str, *end: bytes, opening: tuple[bytes, ...] = (), path: str = ""
) -> ProviderStream:
    return ProviderStream(model, (*opening, *_SAID), end, path=path)


# Amazon's event streams: length, length of the headers, checksum; headers, payload; checksum.


def _header(name: str, value: str) -> bytes:
    return (
        bytes([len(name)])
        + name.encode()
        + b"\x07"
        + struct.pack(">H", len(value))
        + value.encode()
    )


def frame(kind: str, payload: dict[str, Any]) -> bytes:
    """One frame of Amazon's event streams."""
    body = json.dumps(payload).encode()
    headers = (
        _header(":event-type", kind)
        + _header(":content-type", "application/json")
        + _header(":message-type", "event")
    )
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    said = prelude + struct.pack(">I", zlib.crc32(prelude)) + headers + body
    return said + struct.pack(">I", zlib.crc32(said))


_AMAZON = {
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
    "AWS_REGION_NAME": "us-east-1",
    "AWS_REGION": "us-east-1",
}


def _gemini(text: str, **more: Any) -> bytes:
    content = {"parts": [{"text": text}], "role": "model"}
    value = {
        "candidates": [{"content": content, "index": 0, **more}],
        "usageMetadata": {
            "promptTokenCount": 3,
            "candidatesTokenCount": 2,
            "totalTokenCount": 5,
        },
        "modelVersion": "gemini-2.0-flash",
    }
    return _data(value, newline="\r\n")


def _ollama(done: bool, reason: str | None = None, **said: Any) -> bytes:
    value: dict[str, Any] = {
        "model": "qwen2.5",
        "created_at": "2026-01-01T00:00:00Z",
        **said,
        "done": done,
    }
    if done:
        value |= {"done_reason": reason, "eval_count": 2, "prompt_eval_count": 3}
    return _line(value)


def _assistant(text: str) -> dict[str, str]:
    return {"role": "assistant", "content": text}


def _cohere(text: str) -> dict[str, Any]:
    return {"message": {"content": {"type": "text", "text": text}}}


def _response(kind: str, number: int, **more: Any) -> dict[str, Any]:
    return {"type": f"response.{kind}", "sequence_number": number, **more}


def _response_object(status: str, output: list[Any]) -> dict[str, Any]:
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1700000000,
        "status": status,
        "model": "gpt-4o",
        "output": output,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 3,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": 2,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 5,
        }
        if status == "completed"
        else None,
    }


_PART = {"type": "output_text", "text": TEXT, "annotations": []}
_ITEM = {
    "id": "msg_1",
    "type": "message",
    "status": "completed",
    "role": "assistant",
    "content": [_PART],
}
_AT = {"item_id": "msg_1", "output_index": 0, "content_index": 0}


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
    return f"id: {number}\nevent: message\n".encode() + _data(value)


STREAMS: dict[str, ProviderStream] = {
    "anthropic": ProviderStream(
        "anthropic/claude-3-5-sonnet-20241022",
        _typed(
            {
                "type": "message_start",
                "message": {
                    "id": "msg_1",
                    "type": "message",
                    "role": "assistant",
                    "content": [],
                    "model": "claude-3-5-sonnet-20241022",
                    "stop_reason": None,
                    "stop_sequence": None,
                    "usage": {"input_tokens": 3, "output_tokens": 1},
                },
            },
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {"type": "text", "text": ""},
            },
            {"type": "ping"},
            {
                "type": "content_block_delta",
                "index": 0,
                "delta": {"type": "text_delta", "text": "Hello"},
            },
            {
                "type": "content_block_delta",
                "index": 0,
                "delta": {"type": "text_delta", "text": " world"},
            },
            {"type": "content_block_stop", "index": 0},
        ),
        _typed(
            {
                "type": "message_delta",
                "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                "usage": {"output_tokens": 2},
            },
            {"type": "message_stop"},
        ),
    ),
    "gemini": ProviderStream(
        "gemini/gemini-2.0-flash",
        (_gemini("Hello"), _gemini(" world")),
        (_gemini("", finishReason="STOP"),),
    ),
    "ollama_chat": ProviderStream(
        "ollama_chat/qwen2.5",
        (
            _ollama(False, message=_assistant("Hello")),
            _ollama(False, message=_assistant(" world")),
        ),
        (_ollama(True, "stop", message=_assistant("")),),
        content_type="application/x-ndjson",
    ),
    "ollama": ProviderStream(
        "ollama/qwen2.5",
        (_ollama(False, response="Hello"), _ollama(False, response=" world")),
        (_ollama(True, "stop", response=""),),
        content_type="application/x-ndjson",
    ),
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
    "cohere_chat": ProviderStream(
        "cohere_chat/command-r-plus",
        tuple(
            map(
                _line,
                (
                    {"type": "message-start", "id": "1", "delta": {"message": _assistant("")}},
                    {"type": "content-start", "index": 0, "delta": _cohere("")},
                    {"type": "content-delta", "index": 0, "delta": _cohere("Hello")},
                    {"type": "content-delta", "index": 0, "delta": _cohere(" world")},
                    {"type": "content-end", "index": 0},
                ),
            )
        ),
        (
            _line(
                {
                    "type": "message-end",
                    "delta": {
                        "finish_reason": "COMPLETE",
                        "usage": {"tokens": {"input_tokens": 3, "output_tokens": 2}},
                    },
                }
            ),
        ),
        content_type="application/stream+json",
    ),
    "cohere_chat/v1": ProviderStream(
        "cohere_chat/v1/command-r-plus",
        tuple(
            map(
                _line,
                (
                    {"is_finished": False, "event_type": "stream-start", "generation_id": "1"},
                    {"is_finished": False, "event_type": "text-generation", "text": "Hello"},
                    {"is_finished": False, "event_type": "text-generation", "text": " world"},
                ),
            )
        ),
        (
            _line(
                {
                    "is_finished": True,
                    "event_type": "stream-end",
                    "response": {"response_id": "1", "text": TEXT, "generation_id": "1"},
                    "finish_reason": "COMPLETE",
                }
            ),
        ),
        content_type="application/stream+json",
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
            _watsonx([{"index": 0, "finish_reason": None, "delta": _assistant("Hello")}], 1),
            _watsonx([{"index": 0, "finish_reason": None, "delta": {"content": " world"}}], 2),
        ),
        (
            _watsonx([{"index": 0, "finish_reason": "stop", "delta": {"content": ""}}], 3),
            _watsonx([], 4, usage=_USAGE),
        ),
        environment={"WATSONX_TOKEN": "t", "WATSONX_PROJECT_ID": "p"},
    ),
    "bedrock": ProviderStream(
        "bedrock/converse/anthropic.claude-3-5-sonnet-20240620-v1:0",
        (
            frame("messageStart", {"role": "assistant"}),
            frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "Hello"}}),
            frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": " world"}}),
            frame("contentBlockStop", {"contentBlockIndex": 0}),
        ),
        (
            frame("messageStop", {"stopReason": "end_turn"}),
            frame(
                "metadata",
                {
                    "usage": {"inputTokens": 3, "outputTokens": 2, "totalTokens": 5},
                    "metrics": {"latencyMs": 12},
                },
            ),
        ),
        content_type="application/vnd.amazon.eventstream",
        environment=_AMAZON,
    ),
    "responses": ProviderStream(
        "openai/responses/gpt-4o",
        _typed(
            _response("created", 0, response=_response_object("in_progress", [])),
            _response("in_progress", 1, response=_response_object("in_progress", [])),
            _response(
                "output_item.added",
                2,
                output_index=0,
                item={**_ITEM, "status": "in_progress", "content": []},
            ),
            _response("content_part.added", 3, **_AT, part={**_PART, "text": ""}),
            _response("output_text.delta", 4, **_AT, delta="Hello"),
            _response("output_text.delta", 5, **_AT, delta=" world"),
        ),
        _typed(
            _response("output_text.done", 6, **_AT, text=TEXT),
            _response("content_part.done", 7, **_AT, part=_PART),
            _response("output_item.done", 8, output_index=0, item=_ITEM),
            _response("completed", 9, response=_response_object("completed", [_ITEM])),
        ),
    ),
}
