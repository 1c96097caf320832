"""Watches httpx: the requests that somebody wants to observe, each with its answer as it comes in.

httpx itself is watched, since clients are shared and cached by their libraries. Every library that
is reached through httpx is seen (openai, LiteLLM, Anthropic, Mistral and the like), with each of
its own retries; botocore and gRPC are not.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Protocol

import httpx


class Observer(Protocol):
    """Is told of one request. What it raises reaches whoever made the request."""

    def begin(self, response: httpx.Response) -> None:
        """The head of the answer has come."""
        ...

    def received(self, data: bytes) -> None:
        """Some of its body has come, as it went over the wire."""
        ...

    def end(self, error: BaseException | None = None) -> None:
        """It is over; may be told more than once."""
        ...


ObserverOf = Callable[[httpx.Request], Observer | None]
"""The observer of a request that is about to be sent; None for one that is nobody's business."""


class WireWatch:
    """Watches httpx while it is installed. Several can be, the one installed last first."""

    def __init__(self, observer_of: ObserverOf, options: Mapping[str, Any] | None = None) -> None:
        """`options` are what observed requests are sent with, whatever their client wants."""
        self._observer_of = observer_of
        self._options = dict(options or {})
        self._original: Any = None
        self._ours: Any = None

    def install(self) -> None:
        """Begin to watch."""
        original = self._original = httpx.AsyncClient.send
        observer_of, forced = self._observer_of, self._options

        async def send(
            client: httpx.AsyncClient, request: httpx.Request, **options: Any
        ) -> httpx.Response:
            observer = observer_of(request)
            if observer is None:
                return await original(client, request, **options)
            try:
                # As a stream in any case, so that a whole answer is seen coming in as well.
                response = await original(client, request, **{**options, **forced, "stream": True})
                observer.begin(response)
            except BaseException as error:
                observer.end(error)
                raise
            response.stream = _Observed(response.stream, observer)
            if not options.get("stream"):
                try:
                    await response.aread()
                except BaseException:
                    await response.aclose()
                    raise
            return response

        self._ours = send
        httpx.AsyncClient.send = send  # type: ignore[assignment]  # it takes what httpx's takes

    def uninstall(self) -> None:
        """Leave httpx as it was, unless another server of this process watches it by now."""
        if self._original is not None and httpx.AsyncClient.send is self._ours:
            httpx.AsyncClient.send = self._original  # type: ignore[method-assign]
        self._original = None


class _Observed(httpx.AsyncByteStream):
    """The same bytes, seen as they come in."""

    def __init__(self, stream: Any, observer: Observer) -> None:
        self._stream = stream
        self._observer = observer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for each in self._stream:
                self._observer.received(each)
                yield each
        except Exception as error:
            self._observer.end(error)
            raise
        self._observer.end()

    async def aclose(self) -> None:
        self._observer.end()
        await self._stream.aclose()
