"""How providers write one short answer: as a stream in two halves, and as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.support.raw_server import Answer
from tests.with_jupyter_ai.models.provider_streams import STREAMS, TEXT
from tests.with_jupyter_ai.models.provider_streams.provider import assistant, data

_JSON = "application/json"
_USAGE = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}


@dataclass(frozen=True)
class Form:
    """One way to write the answer."""

    before: tuple[bytes, ...]
    """What a stream brings before anything marks its end."""
    end: tuple[bytes, ...]
    whole: dict[str, Any]
    content_type: str = "text/event-stream"

    @property
    def stream(self) -> Answer:
        """The whole stream."""
        return Answer((*self.before, *self.end), self.content_type)

    @property
    def cut(self) -> Answer:
        """All that the stream says, and no end."""
        return Answer(self.before, self.content_type)

    @property
    def plain(self) -> Answer:
        """The whole answer."""
        return Answer((json.dumps(self.whole).encode(),), _JSON)


def _like(stream: str, whole: dict[str, Any]) -> Form:
    """The stream of a provider that the tests have already, and its whole answer."""
    found = STREAMS[stream]
    return Form(found.before, found.end, whole, found.content_type)


def _completion(kind: str, choice: dict[str, Any], **more: Any) -> dict[str, Any]:
    """OpenAI's envelope."""
    choices = [{"index": 0, "finish_reason": None, **choice}]
    return {"id": "c-1", "object": kind, "created": 1700000000, "model": "a-model"} | {
        "choices": choices,
        **more,
    }


def _text(text: str, reason: str | None = None, **more: Any) -> dict[str, Any]:
    choice = {"text": text, "logprobs": None, "finish_reason": reason}
    return _completion("text_completion", choice, **more)


def _watsonx(text: str, reason: str) -> dict[str, Any]:
    said = {"generated_text": text, "generated_token_count": 2, "input_token_count": 3}
    return {
        "model_id": "a-model",
        "created_at": "2026-01-01T00:00:00.000Z",
        "results": [{**said, "stop_reason": reason}],
    }


def _ollama(**said: Any) -> dict[str, Any]:
    made = {"model": "qwen2.5", "created_at": "2026-01-01T00:00:00Z", "done": True}
    return {**made, "done_reason": "stop", "eval_count": 2, "prompt_eval_count": 3, **said}


def _completed(event: bytes) -> dict[str, Any]:
    """The whole response that the last event of a stream holds."""
    return dict(json.loads(event.partition(b"data: ")[2])["response"])


def _langgraph(text: str) -> list[Any]:
    return ["messages", [[{"type": "AIMessageChunk", "content": text}, {}]]]


def _a2a(**said: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": "1", "result": said}


def _parts(text: str) -> list[dict[str, str]]:
    return [{"kind": "text", "text": text}]


CHAT = _like(
    "hosted_vllm",
    _completion(
        "chat.completion", {"message": assistant(TEXT), "finish_reason": "stop"}, usage=_USAGE
    ),
)
"""OpenAI's chat completions, which most of them speak."""

FORMS: dict[str, Form] = {
    "a2a": Form(
        tuple(
            json.dumps(_a2a(message={"parts": _parts(piece)})).encode() + b"\n"
            for piece in ("Hello", " world")
        ),
        (json.dumps(_a2a(kind="task", status={"state": "completed"})).encode() + b"\n",),
        _a2a(kind="message", role="agent", messageId="1", parts=_parts(TEXT)),
        "application/x-ndjson",
    ),
    "completions": Form(
        (data(_text("Hello")), data(_text(" world"))),
        (data(_text("", "stop")), data("[DONE]")),
        _text(TEXT, "stop", usage=_USAGE),
    ),
    "anthropic": _like(
        "anthropic",
        {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "a-model",
            "content": [{"type": "text", "text": TEXT}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": {"input_tokens": 3, "output_tokens": 2},
        },
    ),
    "anthropic_text": Form(
        tuple(
            data(
                {"type": "completion", "completion": piece, "stop_reason": None}, name="completion"
            )
            for piece in ("Hello", " world")
        ),
        (
            data(
                {"type": "completion", "completion": "", "stop_reason": "stop_sequence"},
                name="completion",
            ),
        ),
        {
            "id": "c-1",
            "type": "completion",
            "completion": TEXT,
            "stop_reason": "stop_sequence",
            "model": "a-model",
        },
    ),
    "gemini": _like(
        "gemini",
        {
            "candidates": [
                {
                    "content": {"role": "model", "parts": [{"text": TEXT}]},
                    "finishReason": "STOP",
                    "index": 0,
                }
            ],
            "usageMetadata": {
                "promptTokenCount": 3,
                "candidatesTokenCount": 2,
                "totalTokenCount": 5,
            },
        },
    ),
    "cohere": _like(
        "cohere_chat",
        {
            "id": "1",
            "finish_reason": "COMPLETE",
            "message": {"role": "assistant", "content": [{"type": "text", "text": TEXT}]},
            "usage": {"tokens": {"input_tokens": 3, "output_tokens": 2}},
        },
    ),
    "ollama": _like("ollama", _ollama(response=TEXT)),
    "ollama_chat": _like("ollama_chat", _ollama(message=assistant(TEXT))),
    "converse": _like(
        "bedrock",
        {
            "output": {"message": {"role": "assistant", "content": [{"text": TEXT}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 3, "outputTokens": 2, "totalTokens": 5},
            "metrics": {"latencyMs": 12},
        },
    ),
    "custom": Form((), (), {"data": [{"output": [TEXT]}]}),
    "groq": _like("groq", {**CHAT.whole, "service_tier": "on_demand"}),
    "langflow": Form(
        (), (), {"outputs": [{"outputs": [{"results": {"message": {"text": TEXT}}}]}]}
    ),
    "langgraph": Form(
        (data(_langgraph("Hello")), data(_langgraph(" world"))),
        (data(["metadata", {"run_id": "1"}]),),
        {"messages": [{"type": "ai", "content": TEXT}]},
    ),
    "nlp_cloud": Form(
        (), (), {"generated_text": TEXT, "nb_input_tokens": 3, "nb_generated_tokens": 2}
    ),
    "predibase": Form(
        (
            data({"token": {"id": 1, "text": "Hello", "special": False}, "generated_text": None}),
            data({"token": {"id": 2, "text": " world", "special": False}, "generated_text": None}),
        ),
        (
            data(
                {
                    "token": {"id": 3, "text": "", "special": True},
                    "generated_text": TEXT,
                    "details": {"finish_reason": "eos_token"},
                }
            ),
        ),
        {"generated_text": TEXT, "details": {"finish_reason": "eos_token", "tokens": []}},
    ),
    "responses": _like("responses", _completed(STREAMS["responses"].end[-1])),
    "triton": Form(
        (data({"text_output": "Hello"}), data({"text_output": " world"})),
        (),
        {"text_output": TEXT},
    ),
    "watsonx_text": Form(
        (data(_watsonx("Hello", "not_finished")), data(_watsonx(" world", "not_finished"))),
        (data(_watsonx("", "eos_token")),),
        _watsonx(TEXT, "eos_token"),
    ),
}
"""Others, by a name of ours."""
