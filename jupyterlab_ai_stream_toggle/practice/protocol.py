"""How an answer is written down: OpenAI's JSON bodies and events, and Azure's additions.

Sources: OpenAI's API reference (chat completions, completions, streaming events) and Azure
OpenAI's, whose streams open with an event that has no choices but the content filter's result.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .answer import Answer, answer_to_messages, answer_to_prompt

DONE = "[DONE]"
"""The payload of the event that ends a stream."""


@dataclass(frozen=True)
class CompletionRequest:
    """One completion request, as far as the reply depends on it."""

    number: int
    """Its index in the journal: ids are made of it, so every reply has its own."""
    body: Mapping[str, Any]
    kind: str
    """`chat/completions` (with `messages`), `completions` (with a `prompt`), empty for the rest."""
    azure: bool
    deployment: str | None = None

    @property
    def legacy(self) -> bool:
        """Whether it is for the older API, which knows no messages."""
        return self.kind == "completions"

    @property
    def stream(self) -> bool:
        """Whether the client asked for a stream."""
        return self.body.get("stream") is True

    @property
    def include_usage(self) -> bool:
        """Whether the stream is to end with the usage figures."""
        options = self.body.get("stream_options")
        return isinstance(options, Mapping) and options.get("include_usage") is True

    @property
    def model(self) -> str:
        """The model the client named; Azure clients name it in the path."""
        return str(self.body.get("model") or self.deployment or "practice")

    @property
    def id(self) -> str:
        """The id that every part of the reply carries."""
        return f"{'cmpl' if self.legacy else 'chatcmpl'}-practice-{self.number}"

    def answer(self) -> Answer:
        """What the model says to this request."""
        if not self.legacy:
            return answer_to_messages(
                _list(self.body.get("messages")), _list(self.body.get("tools"))
            )
        prompt = self.body.get("prompt")
        return answer_to_prompt(
            "".join(map(str, prompt)) if isinstance(prompt, list) else str(prompt or "")
        )


@dataclass(frozen=True)
class Script:
    """The payloads of a whole stream, in order, parted where a fault may want to step in."""

    opening: tuple[str, ...]
    """What comes before any content: the content filter's result (Azure), the role."""
    content: tuple[str, ...]
    """Reasoning, text and tool calls."""
    closing: tuple[str, ...]
    """The finish reason, the usage if wanted, `[DONE]`."""


def whole(asked: CompletionRequest) -> dict[str, Any]:
    """The body of a plain reply."""
    answer = asked.answer()
    if asked.legacy:
        choice: dict[str, Any] = {"index": 0, "text": answer.text, "logprobs": None}
    else:
        choice = {"index": 0, "message": _message(asked, answer), "logprobs": None}
    choice["finish_reason"] = answer.finish_reason
    return {**_envelope(asked, chunk=False), "choices": [choice], "usage": _usage(asked, answer)}


def script(asked: CompletionRequest) -> Script:
    """The payloads of a streamed reply."""
    answer = asked.answer()
    filtered = [_prompt_filter()] if asked.azure and not asked.legacy else []
    if asked.legacy:
        opening: list[dict[str, Any]] = []
        content = [_text_event(asked, piece) for piece in answer.pieces]
        end = _text_event(asked, "", answer.finish_reason)
    else:
        opening = [_delta_event(asked, {"role": "assistant", "content": ""})]
        content = [_delta_event(asked, delta) for delta in _deltas(asked, answer)]
        end = _delta_event(asked, {}, answer.finish_reason)
    closing = [end]
    if asked.include_usage:
        closing.append(
            {**_envelope(asked, chunk=True), "choices": [], "usage": _usage(asked, answer)}
        )
    return Script(_dumped(filtered + opening), _dumped(content), (*_dumped(closing), DONE))


def models() -> dict[str, Any]:
    """The body of `GET /models`."""
    return {
        "object": "list",
        "data": [{"id": "practice", "object": "model", "owned_by": "practice"}],
    }


def error(
    message: str,
    *,
    kind: str = "invalid_request_error",
    param: str | None = None,
    code: str | None = None,
) -> str:
    """An error body in OpenAI's shape."""
    return json.dumps({"error": {"message": message, "type": kind, "param": param, "code": code}})


def event(payload: str) -> bytes:
    """One server-sent event."""
    return f"data: {payload}\n\n".encode()


def _envelope(asked: CompletionRequest, *, chunk: bool) -> dict[str, Any]:
    kind = (
        "text_completion"
        if asked.legacy
        else "chat.completion.chunk"
        if chunk
        else "chat.completion"
    )
    return {"id": asked.id, "object": kind, "created": int(time.time()), "model": asked.model}


def _message(asked: CompletionRequest, answer: Answer) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer.text}
    if answer.reasoning:
        message["reasoning_content"] = "".join(answer.reasoning)
    if answer.tool_call:
        message["tool_calls"] = [
            _tool_call(asked, answer.tool_call.name, answer.tool_call.arguments)
        ]
    return message


def _deltas(asked: CompletionRequest, answer: Answer) -> Iterable[dict[str, Any]]:
    for piece in answer.reasoning:
        yield {"reasoning_content": piece}
    for piece in answer.pieces:
        yield {"content": piece}
    if answer.tool_call:
        # The name comes first and the arguments in two halves, as from a real model.
        arguments = answer.tool_call.arguments
        half = len(arguments) // 2
        yield {"tool_calls": [{"index": 0, **_tool_call(asked, answer.tool_call.name, "")}]}
        for part in (arguments[:half], arguments[half:]):
            yield {"tool_calls": [{"index": 0, "function": {"arguments": part}}]}


def _tool_call(asked: CompletionRequest, name: str, arguments: str) -> dict[str, Any]:
    return {
        "id": f"call_practice_{asked.number}",
        "type": "function",
        "function": {"name": name, "arguments": arguments},
    }


def _delta_event(
    asked: CompletionRequest, delta: Mapping[str, Any], finish_reason: str | None = None
) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return _chunk(asked, choice)


def _text_event(
    asked: CompletionRequest, text: str, finish_reason: str | None = None
) -> dict[str, Any]:
    choice = {"index": 0, "text": text, "logprobs": None, "finish_reason": finish_reason}
    return _chunk(asked, choice)


def _chunk(asked: CompletionRequest, choice: Mapping[str, Any]) -> dict[str, Any]:
    chunk = {**_envelope(asked, chunk=True), "choices": [choice]}
    # With include_usage, OpenAI's chunks all have the field; only the last one has figures in it.
    return {**chunk, "usage": None} if asked.include_usage else chunk


def _prompt_filter() -> dict[str, Any]:
    safe = {
        name: {"filtered": False, "severity": "safe"}
        for name in ("hate", "self_harm", "sexual", "violence")
    }
    results = [{"prompt_index": 0, "content_filter_results": safe}]
    return {
        "id": "",
        "object": "",
        "created": 0,
        "model": "",
        "choices": [],
        "prompt_filter_results": results,
    }


def _usage(asked: CompletionRequest, answer: Answer) -> dict[str, int]:
    asked_for = json.dumps(asked.body.get("prompt") if asked.legacy else asked.body.get("messages"))
    prompt, completion = len(asked_for.split()), len(answer.reasoning) + len(answer.pieces)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def _dumped(chunks: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    # Not escaped to ASCII: real endpoints send UTF-8, and a client has to cope with it.
    return tuple(json.dumps(chunk, ensure_ascii=False) for chunk in chunks)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
