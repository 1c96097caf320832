"""Watches httpx and httpx2: requests that somebody wants to observe, and their answers.

The HTTP library itself is watched, since clients are shared and cached by those who use them. Every
client library that is reached through it is seen (openai, LiteLLM, Anthropic, Mistral and the
like), with each of its own retries; botocore and gRPC are not. openai 3 has moved to httpx2, which
has the same classes under another name; LiteLLM and others stayed, so both are watched.

There is one installation for each client class (a library has one whose requests are awaited, and
one for those that are not), whatever the number of those who watch, so they may come and go in any
order. When the last has gone, the library has its own function again. Where somebody else has
wrapped ours meanwhile it stays for as long as that takes, and tells nobody.

What is handed on is harmless whatever a client does with it: the bytes of the answer are those of
the wire, unless an observer gives others in their place; a stream may be read on, read again,
drained or closed early, and has the attributes of the one it stands for.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any

from . import blocking
from .observer import Observer, Told

LIBRARIES = ("httpx", "httpx2")

_INSTALLATION = "ai_stream_toggle_installation"
"""Of a client class while somebody watches. Wrappers of its functions do not hide it."""

ObserverOf = Callable[[Any], Observer | None]
"""The observer of a request of httpx or httpx2; None for one that is nobody's business."""


class WireWatch:
    """Watches while it is installed. What several of them have in common is asked once."""

    def __init__(self, observer_of: ObserverOf) -> None:
        self._observer_of = observer_of
        self._watched: dict[type, _Installation] = {}

    def install(self) -> None:
        """Begin to watch; to do so again takes in a library that was loaded since."""
        for library in _loaded():
            for client in (library.AsyncClient, library.Client):
                if client not in self._watched:
                    self._watched[client] = _installation(client, library)
                    self._watched[client].add(self._observer_of)

    def uninstall(self) -> None:
        """Leave the libraries as they were, once nobody watches any more."""
        while self._watched:
            _, installation = self._watched.popitem()
            installation.remove(self._observer_of)


def load_libraries() -> None:
    """Load what can be watched. A client library may do so only in its first request."""
    for name in LIBRARIES:
        if name not in sys.modules and importlib.util.find_spec(name):
            importlib.import_module(name)


def _loaded() -> Iterator[ModuleType]:
    """The libraries, each once: httpx2 can stand in for httpx under its name."""
    found = {id(sys.modules[name]): sys.modules[name] for name in LIBRARIES if name in sys.modules}
    yield from found.values()


def _installation(client: Any, library: ModuleType) -> _Installation:
    """The one that is there, or a new one."""
    found: _Installation | None = vars(client).get(_INSTALLATION)
    return found or _Installation(client, library)


class _Installation:
    """Our function in the place of the one that sends a client's requests, and whom it tells."""

    def __init__(self, client: Any, library: ModuleType) -> None:
        self._client = client
        self._observers: Counter[ObserverOf] = Counter()
        self._original = client.send
        self._send = (
            _awaited(self._original, self._observed, _stream_class(library))
            if client is library.AsyncClient
            else blocking.telling(self._original, self._observed, library)
        )

    def add(self, observer_of: ObserverOf) -> None:
        """Tell this one too."""
        self._observers[observer_of] += 1
        setattr(self._client, _INSTALLATION, self)
        # At first, and where somebody put the library's own back.
        if self._client.send is self._original:
            self._client.send = self._send

    def remove(self, observer_of: ObserverOf) -> None:
        """Tell this one no longer; for the last one, take our function away."""
        self._observers[observer_of] -= 1
        if self._observers[observer_of]:
            return
        del self._observers[observer_of]
        if not self._observers:
            delattr(self._client, _INSTALLATION)
            self._take_away()

    def _take_away(self) -> None:
        if self._client.send is self._send:
            self._client.send = self._original

    def _observed(self, request: Any) -> list[Observer]:
        """Who wants to observe the request."""
        if not self._observers:
            self._take_away()  # whoever had wrapped it may have left since
        of_each = (of(request) for of in tuple(self._observers))
        return [each for each in of_each if each is not None]


def _awaited(original: Any, observed: Callable[[Any], list[Observer]], stream: Any) -> Any:
    """What sends requests in the place of `original`, and tells those who observe them."""

    @functools.wraps(original)
    async def send(client: Any, request: Any, **options: Any) -> Any:
        watching = observed(request)
        if not watching:
            return await original(client, request, **options)
        told = Told(watching)
        for each in watching:
            options = {**options, **each.options}
        streamed = options.pop("stream", False)
        try:
            # As a stream in any case, so that a whole answer is seen coming in as well.
            response = await original(client, request, stream=True, **options)
            send_on = functools.partial(original, client, stream=True, **options)
            response = await _followed(response, watching, send_on)
            told.begin(response)
        except BaseException as error:
            told.end(error)
            raise
        response.stream = stream(response.stream, told)
        if not streamed:
            try:
                await response.aread()
            except BaseException:
                await response.aclose()
                raise
        return response

    return send


async def _followed(response: Any, watching: list[Observer], send_on: Callable[..., Any]) -> Any:
    """The answer at the end of the redirects that somebody wants followed."""
    history = list(response.history)
    while (to := response.next_request) is not None and any(each.follow(to) for each in watching):
        await response.aclose()
        history.append(response)
        response = await send_on(to)
        response.history = list(history)
    return response


def _stream_class(library: ModuleType) -> Any:
    base: Any = library.AsyncByteStream

    class ObservedStream(base):  # type: ignore[misc]  # whose base is known at run time alone
        """The same stream, seen as it comes in. All that is known of it outlives one reading."""

        def __init__(self, stream: Any, told: Told) -> None:
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
