"""Watches httpx and httpx2: requests that somebody wants to observe, and their answers.

The HTTP library itself is watched, since clients are shared and cached by those who use them. Every
client library that is reached through it is seen (openai, LiteLLM, Anthropic, Mistral and the
like), with each of its own retries; botocore and gRPC are not. openai 3 has moved to httpx2, which
has the same classes under another name; LiteLLM and others stayed, so both are watched.

There is one installation for each library, whatever the number of those who watch, so they may come
and go in any order.

What is handed on is harmless whatever a client does with it: the bytes of the answer are those of
the wire, unless an observer gives others in their place; a stream may be read on, read again,
drained or closed early, and has the attributes of the one it stands for.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, ClassVar

LIBRARIES = ("httpx", "httpx2")

_OBSERVERS = "ai_stream_toggle_observers"
_OURS = "ai_stream_toggle_send"
"""Of the function that we put there: itself. Wrappers take attributes over."""


class Observer:
    """Is told of one request. What it raises reaches whoever made the request."""

    options: ClassVar[Mapping[str, Any]] = {}
    """What the request is sent with, whatever its client wants."""

    def begin(self, response: Any) -> None:
        """The head of the answer has come: a response of httpx or httpx2."""

    def received(self, data: bytes) -> bytes | None:
        """Some of its body has come, as it went over the wire.

        Returns what the client is to get instead; None for the same bytes.
        """

    def complete(self) -> bytes | None:
        """The body has come to its proper end. Returns what the client is still to get."""

    def end(self, error: BaseException | None = None) -> bytes | None:
        """It is over: complete, broken off by `error`, or given up. May be told more than once.

        Returns what the client is still to get before the error.
        """


ObserverOf = Callable[[Any], Observer | None]
"""The observer of a request of httpx or httpx2; None for one that is nobody's business."""


class WireWatch:
    """Watches while it is installed. What several of them have in common is asked once."""

    def __init__(self, observer_of: ObserverOf) -> None:
        self._observer_of = observer_of
        self._watched: list[ModuleType] = []

    def install(self) -> None:
        """Begin to watch; to do so again takes in a library that was loaded since."""
        for library in _loaded():
            if library not in self._watched:
                _observers(library)[self._observer_of] += 1
                self._watched.append(library)

    def uninstall(self) -> None:
        """Leave the libraries as they were, once nobody watches any more."""
        while self._watched:
            library = self._watched.pop()
            send = library.AsyncClient.send
            observers = _observers_of(send)
            if observers is None:
                continue  # somebody put the library's own back
            observers[self._observer_of] -= 1
            if not observers[self._observer_of]:
                del observers[self._observer_of]
            # Somebody else may have wrapped it since; then it stays, and tells nobody.
            if not observers and send is getattr(send, _OURS):
                library.AsyncClient.send = send.__wrapped__


def load_libraries() -> None:
    """Load what can be watched. A client library may do so only in its first request."""
    for name in LIBRARIES:
        if name not in sys.modules and importlib.util.find_spec(name):
            importlib.import_module(name)


def _loaded() -> Iterator[ModuleType]:
    """The libraries, each once: httpx2 can stand in for httpx under its name."""
    found = {id(sys.modules[name]): sys.modules[name] for name in LIBRARIES if name in sys.modules}
    yield from found.values()


def _observers_of(send: Any) -> Counter[ObserverOf] | None:
    """Those whom it tells; None for the library's own."""
    observers: Counter[ObserverOf] | None = getattr(send, _OBSERVERS, None)
    return observers


def _observers(library: ModuleType) -> Counter[ObserverOf]:
    """Those who watch the library, which is made to tell them if it does not yet."""
    original = library.AsyncClient.send
    found = _observers_of(original)
    if found is not None:
        return found
    observers: Counter[ObserverOf] = Counter()
    observed_stream = _stream_class(library)

    async def send(client: Any, request: Any, **options: Any) -> Any:
        watching = [each for of in tuple(observers) if (each := of(request)) is not None]
        if not watching:
            return await original(client, request, **options)
        told = _Told(watching)
        for each in watching:
            options = {**options, **each.options}
        streamed = options.pop("stream", False)
        try:
            # As a stream in any case, so that a whole answer is seen coming in as well.
            response = await original(client, request, stream=True, **options)
            told.begin(response)
        except BaseException as error:
            told.end(error)
            raise
        response.stream = observed_stream(response.stream, told)
        if not streamed:
            try:
                await response.aread()
            except BaseException:
                await response.aclose()
                raise
        return response

    send.__wrapped__ = original  # type: ignore[attr-defined]
    setattr(send, _OBSERVERS, observers)
    setattr(send, _OURS, send)
    library.AsyncClient.send = send
    return observers


class _Told:
    """All who observe one request. At most one of them gives the client other bytes."""

    def __init__(self, observers: list[Observer]) -> None:
        self._observers = observers

    def begin(self, response: Any) -> None:
        for each in self._observers:
            each.begin(response)

    def received(self, data: bytes) -> bytes:
        given = data
        for each in self._observers:
            other = each.received(data)
            given = given if other is None else other
        return given

    def complete(self) -> bytes:
        return b"".join(each.complete() or b"" for each in self._observers)

    def end(self, error: BaseException | None = None) -> bytes:
        return b"".join(each.end(error) or b"" for each in self._observers)


def _stream_class(library: ModuleType) -> Any:
    base: Any = library.AsyncByteStream

    class ObservedStream(base):  # type: ignore[misc]  # whose base is known at run time alone
        """The same stream, seen as it comes in. All that is known of it outlives one reading."""

        def __init__(self, stream: Any, told: _Told) -> None:
            self._stream = stream
            self._told = told

        def __getattr__(self, name: str) -> Any:
            return getattr(self._stream, name)

        async def __aiter__(self) -> AsyncIterator[bytes]:
            pieces = self._stream.__aiter__()
            try:
                async for each in pieces:
                    # An empty piece ends nothing, but some clients take it for the end.
                    if given := self._told.received(each):
                        yield given
            except Exception as error:
                if rest := self._told.end(error):
                    yield rest
                raise
            finally:
                if isinstance(pieces, AsyncGenerator):
                    await pieces.aclose()
            if rest := self._told.complete():
                yield rest
            self._told.end()

        async def aclose(self) -> None:
            self._told.end()
            await self._stream.aclose()

    return ObservedStream
