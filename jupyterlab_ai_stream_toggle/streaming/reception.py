"""A look at the event streams of the openai package, on their way in.

OpenAI's clients, Azure's, and LiteLLM for all providers that it reaches through the openai package
end up with its `AsyncStream`. What the layers above do not tell can be seen there: that one whole
JSON body or a web page came instead of events, and whether the endpoint finished its answer.
LiteLLM, for one, closes a stream that broke off with a finish reason of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx

from .reply import Ending, Reception

_FINISH_REASON = re.compile(rb'"finish_reason"\s*:\s*"')
_BEGINNING = 2000
"""Characters of a web page that are kept."""
_LAST = 4096
"""Bytes of a stream's end that are kept: the last event, or the last but one before the usage."""
_LONG = 16 * _LAST
"""Bytes after which those before the last ones are dropped; to do so with each block is slow."""


async def received(stream: Any, reception: Reception) -> Any:
    """The same `AsyncStream`, watched; anything else is returned as it is.

    A whole JSON answer is turned into the one event that holds all of it, so that the client
    library reads it as the answer that it is, and no second request is needed.
    """
    response = getattr(stream, "response", None)
    if not isinstance(response, httpx.Response) or response.is_stream_consumed:
        return stream
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        stream.response = _as_events(response, await response.aread(), reception)
    elif kind in ("text/html", "application/xhtml+xml"):
        reception.page = True
        if not response.headers.get("content-encoding") and isinstance(
            response.stream, httpx.AsyncByteStream
        ):
            response.stream = _Page(response.stream, reception)
    elif not response.headers.get("content-encoding") and isinstance(
        response.stream, httpx.AsyncByteStream
    ):
        response.stream = _Watched(response.stream, reception)
    return stream


def _as_events(response: httpx.Response, body: bytes, reception: Reception) -> httpx.Response:
    events = b""
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if isinstance(data, dict):
        if isinstance(data.get("choices"), list) and data["choices"]:
            reception.whole = True
            reception.ending = Ending.FINISHED
            events = b"".join(map(_event, _chunks(data)))
        elif _is_error(data):
            # As an event it is raised by the client library, with all of its body.
            events = _event({"error": data.get("error") or data})
    return httpx.Response(
        response.status_code,
        headers={"content-type": "text/event-stream"},
        content=events,
        request=response.request,
    )


def _is_error(data: dict[str, Any]) -> bool:
    return any(data.get(name) for name in ("error", "errors", "detail", "message"))


def _event(data: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def _chunks(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """A whole answer as the chunks that a stream would have had: the answer, and its end."""
    if whole.get("object") == "text_completion" or "text" in whole["choices"][0]:
        return [whole]
    shared = {
        "id": whole.get("id") or "",
        "object": "chat.completion.chunk",
        "created": whole.get("created") or 0,
        "model": whole.get("model") or "",
    }
    for name in ("system_fingerprint", "service_tier"):
        if whole.get(name):
            shared[name] = whole[name]
    said = [
        {
            **_without(choice, "message", "finish_reason"),
            "delta": _delta(choice.get("message") or {}),
        }
        for choice in whole["choices"]
    ]
    ends = [
        {
            "index": choice.get("index", 0),
            "delta": {},
            "finish_reason": choice.get("finish_reason") or "stop",
        }
        for choice in whole["choices"]
    ]
    chunks = [{**shared, "choices": said}, {**shared, "choices": ends}]
    if whole.get("usage"):
        # As `stream_options.include_usage` has it: last, on a chunk without choices.
        chunks.append({**shared, "choices": [], "usage": whole["usage"]})
    return chunks


def _delta(message: dict[str, Any]) -> dict[str, Any]:
    """A message as a delta: the calls of tools have an index there."""
    delta = {name: value for name, value in message.items() if value is not None}
    if calls := delta.get("tool_calls"):
        delta["tool_calls"] = [{"index": index, **call} for index, call in enumerate(calls)]
    return delta


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


class _Page(httpx.AsyncByteStream):
    """The bytes of a web page, of which the beginning is kept: it tells whose page it is."""

    def __init__(self, stream: httpx.AsyncByteStream, reception: Reception) -> None:
        self._stream = stream
        self._reception = reception

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for each in self._stream:
            kept = self._reception.page_text
            self._reception.page_text = (kept + each.decode("utf-8", "replace"))[:_BEGINNING]
            yield each

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Watched(httpx.AsyncByteStream):
    """The bytes of a response, and how they end."""

    def __init__(self, stream: httpx.AsyncByteStream, reception: Reception) -> None:
        self._stream = stream
        self._reception = reception

    async def __aiter__(self) -> AsyncIterator[bytes]:
        tail = bytearray()
        async for each in self._stream:
            # Looked at before it is passed on: who reads `[DONE]` reads no further.
            tail += each
            if tail.find(b"[DONE]", -32) >= 0:
                self._reception.ending = _ending(tail)
            if len(tail) > _LONG:
                del tail[:-_LAST]
            yield each
        self._reception.ending = _ending(tail)

    async def aclose(self) -> None:
        await self._stream.aclose()


def _ending(received: bytearray) -> Ending:
    tail = received[-_LAST:]
    if _FINISH_REASON.search(tail):
        return Ending.FINISHED
    return Ending.DONE if b"[DONE]" in tail else Ending.CUT
