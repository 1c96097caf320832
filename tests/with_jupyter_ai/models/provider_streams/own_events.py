"""Event streams whose events are the providers' own: Anthropic, Gemini, OpenAI Responses."""

from __future__ import annotations

from typing import Any

from .provider import TEXT, ProviderStream, data


def _typed(*values: dict[str, Any]) -> tuple[bytes, ...]:
    """Events that are named after the type of what they hold."""
    return tuple(data(value, name=value["type"]) for value in values)


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
    return data(value, newline="\r\n")


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
OWN_EVENTS: dict[str, ProviderStream] = {
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
