"""What went over the wire for each model request: sizes, times and names, never a value.

Every client library that is reached through httpx is seen (openai, LiteLLM, Anthropic, Mistral and
the like), with each of its own retries; botocore and gRPC are not. httpx itself is watched, since
clients are shared and cached by their libraries: what is not a request of a governed model passes
through unseen.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import httpx

from ..diagnosis.redaction import redact
from ..target import Target, clean_endpoint
from .asking import asked

Write = Callable[[dict[str, Any]], None]
"""Takes one record; called on the event loop's thread."""

_NAME = re.compile(r"[A-Za-z_][\w.-]{0,63}")
_DEPTH = 2
_MOST_KEYS = 60


class WireLog:
    """Watches httpx while it is installed."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._original: Any = None
        self._ours: Any = None

    def install(self) -> None:
        """Begin to watch."""
        original = self._original = httpx.AsyncClient.send
        write = self._write

        async def send(
            client: httpx.AsyncClient, request: httpx.Request, **options: Any
        ) -> httpx.Response:
            target = asked.get()
            if target is None:
                return await original(client, request, **options)
            exchange = _Exchange(target, request, write)
            try:
                response = await original(client, request, **options)
            except BaseException as error:
                exchange.end(error)
                raise
            exchange.begin(response)
            if options.get("stream"):
                response.stream = _Counted(response.stream, exchange)
            else:
                exchange.received(len(response.content))
                exchange.end()
            return response

        self._ours = send
        httpx.AsyncClient.send = send  # type: ignore[assignment]  # it takes what httpx's takes

    def uninstall(self) -> None:
        """Leave httpx as it was, unless another server of this process watches it by now."""
        if self._original is not None and httpx.AsyncClient.send is self._ours:
            httpx.AsyncClient.send = self._original  # type: ignore[method-assign]
        self._original = None


class _Exchange:
    """One request and its answer."""

    def __init__(self, target: Target, request: httpx.Request, write: Write) -> None:
        self._write = write
        self._start = time.perf_counter()
        self._first: float | None = None
        self._bytes = 0
        self._ended = False
        self._record: dict[str, Any] = {
            "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "provider": target.provider,
            "model": target.model,
            "method": request.method,
            "url": redact(clean_endpoint(str(request.url)) or ""),
            "query": [name for name in request.url.params if _NAME.fullmatch(name)],
            **_sent(request),
            "status": None,
            "content_type": None,
        }

    def begin(self, response: httpx.Response) -> None:
        """The head of the answer has come."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        self._record.update(status=response.status_code, content_type=kind[:100] or None)

    def received(self, count: int) -> None:
        """Some of its body has come."""
        if self._first is None:
            self._first = time.perf_counter()
        self._bytes += count

    def end(self, error: BaseException | None = None) -> None:
        """Write it down, once."""
        if self._ended:
            return
        self._ended = True
        self._record.update(
            response_bytes=self._bytes,
            first_byte_ms=None if self._first is None else _milliseconds(self._first - self._start),
            total_ms=_milliseconds(time.perf_counter() - self._start),
            error=type(error).__name__ if error else None,
        )
        self._write(self._record)


class _Counted(httpx.AsyncByteStream):
    """The same bytes, counted as they come in."""

    def __init__(self, stream: Any, exchange: _Exchange) -> None:
        self._stream = stream
        self._exchange = exchange

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for each in self._stream:
                self._exchange.received(len(each))
                yield each
        except Exception as error:
            self._exchange.end(error)
            raise

    async def aclose(self) -> None:
        self._exchange.end()
        await self._stream.aclose()


def _sent(request: httpx.Request) -> dict[str, Any]:
    try:
        content = request.content
    except httpx.RequestNotRead:  # an upload that is streamed
        return {"request_bytes": None, "body_keys": []}
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    keys = dict.fromkeys(_keys(body))
    return {"request_bytes": len(content), "body_keys": list(keys)[:_MOST_KEYS]}


def _keys(value: object, above: str = "", depth: int = 0) -> Iterator[str]:
    """The names of fields, those inside of others with a dot; what lies deeper is the user's."""
    if isinstance(value, list):
        for each in value[:_MOST_KEYS]:
            yield from _keys(each, f"{above.rstrip('.')}[].", depth)
    elif isinstance(value, dict) and depth < _DEPTH:
        for name, inner in value.items():
            if _NAME.fullmatch(name):
                yield f"{above}{name}"
                yield from _keys(inner, f"{above}{name}.", depth + 1)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
