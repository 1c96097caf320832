"""The requests of clients that are not awaited, observed like all others; see `watch`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from .observer import Observer, Told
from .requester import calling
from .silence import Silence


def telling(original: Any, observed: Callable[[Any], list[Observer]], library: ModuleType) -> Any:
    """What sends requests in the place of `original`, and tells those who observe them."""
    stream = _stream_class(library)

    @functools.wraps(original)
    def send(client: Any, request: Any, **options: Any) -> Any:
        call = calling()
        watching = observed(request) if call is not None and call.blocking else []
        if call is None or not watching:
            return original(client, request, **options)
        told = _Limited(watching, call.silence, library)
        for each in watching:
            options = {**options, **each.options}
        streamed = options.pop("stream", False)
        try:
            told.sent(client, request)
            # As a stream in any case, so that a whole answer is seen coming in as well.
            response = original(client, request, stream=True, **options)
            send_on = functools.partial(original, client, stream=True, **options)
            response = _followed(response, watching, send_on)
            told.begin(response)
        except BaseException as error:
            told.end(error)
            raise
        response.stream = stream(response.stream, told)
        if not streamed:
            try:
                response.read()
            except BaseException:
                response.close()
                raise
        return response

    return send


def _followed(response: Any, watching: list[Observer], send_on: Callable[..., Any]) -> Any:
    """The answer at the end of the redirects that somebody wants followed."""
    history = list(response.history)
    while (to := response.next_request) is not None and any(each.follow(to) for each in watching):
        response.close()
        history.append(response)
        response = send_on(to)
        response.history = list(history)
    return response


class _Limited(Told):
    """And the limit to silence, which is told as well."""

    def __init__(
        self, observers: list[Observer], silence: Silence | None, library: ModuleType
    ) -> None:
        super().__init__(observers)
        self._silence = silence
        self._library = library

    def sent(self, client: Any, request: Any) -> None:
        """The request is about to be made."""
        if self._silence:
            self._silence.begin(client, request, self._library)

    def begin(self, response: Any) -> None:
        if self._silence:
            self._silence.heard()
        super().begin(response)

    def received(self, data: bytes) -> bytes:
        if self._silence:
            self._silence.heard()
        return super().received(data)

    def end(self, error: BaseException | None = None) -> bytes:
        if self._silence and error is not None:
            self._silence.failed(error, self._library)
        return super().end(error)


def _stream_class(library: ModuleType) -> Any:
    """The class of what stands for the stream of an answer."""
    base: Any = library.SyncByteStream

    class ObservedStream(base):  # type: ignore[misc]  # whose base is known at run time alone
        """The same stream, seen as it comes in. All that is known of it outlives one reading."""

        def __init__(self, stream: Any, told: Told) -> None:
            self._stream = stream
            self._told = told

        def __getattr__(self, name: str) -> Any:
            return getattr(self._stream, name)

        def __iter__(self) -> Iterator[bytes]:
            try:
                for each in self._stream:
                    # An empty piece ends nothing, but some clients take it for the end.
                    if given := self._told.received(each):
                        yield given
            except Exception as error:
                if rest := self._told.end(error):
                    yield rest
                raise
            if rest := self._told.complete():
                yield rest
            self._told.end()

        def close(self) -> None:
            self._told.end()
            self._stream.close()

    return ObservedStream
