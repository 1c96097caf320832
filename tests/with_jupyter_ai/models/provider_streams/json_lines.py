"""Streams of JSON, a line each: Ollama and Cohere."""

from __future__ import annotations

import json
from typing import Any

from .provider import TEXT, ProviderStream, assistant


def _line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


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


def _cohere(text: str) -> dict[str, Any]:
    return {"message": {"content": {"type": "text", "text": text}}}


JSON_LINES: dict[str, ProviderStream] = {
    "ollama_chat": ProviderStream(
        "ollama_chat/qwen2.5",
        (
            _ollama(False, message=assistant("Hello")),
            _ollama(False, message=assistant(" world")),
        ),
        (_ollama(True, "stop", message=assistant("")),),
        content_type="application/x-ndjson",
    ),
    "ollama": ProviderStream(
        "ollama/qwen2.5",
        (_ollama(False, response="Hello"), _ollama(False, response=" world")),
        (_ollama(True, "stop", response=""),),
        content_type="application/x-ndjson",
    ),
    "cohere_chat": ProviderStream(
        "cohere_chat/command-r-plus",
        tuple(
            map(
                _line,
                (
                    {"type": "message-start", "id": "1", "delta": {"message": assistant("")}},
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
}
