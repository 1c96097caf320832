"""One request of the check on its way, whoever sends it: ourselves, or Jupyter AI's client."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

import httpx

from ...language import say
from ...target import clean_endpoint
from ...wire.observer import Observer
from ...wire.watch import WireWatch, load_libraries

LARGEST = 256_000
"""Bytes of an answer that are read."""
_REDIRECTS = 5
"""As many as are followed."""


class Refused(httpx.TransportError):
    """A request that the check does not let through."""


class Observation(Observer):
    """What was seen of the request: each is sent once, and to one host.

    What a client library asks for before it, such as a token, is let through; the last one counts.
    A redirect is followed as clients do, on that host alone.
    """

    options: ClassVar[Mapping[str, Any]] = {"follow_redirects": False}
    clock = staticmethod(time.perf_counter)
    """Seconds from some moment on."""

    def __init__(self, host: str | None) -> None:
        """`host` is the only one that may be asked; None where it is the provider's own."""
        self._host = host
        self._redirects = 0
        self._places: set[tuple[str, str]] = set()
        self._start = 0.0
        self._end: float | None = None
        self._request: Any = None
        self._response: Any = None
        self._arrived: list[float] = []
        self._body = bytearray()
        self.refused: Refused | None = None
        """Why the client was kept from another request."""

    def observe(self, request: Any) -> Observation:
        """Let a request through. Raises Refused for one that was sent, or to another host."""
        place = (request.method, str(request.url))
        if place in self._places:
            # An SDK's own retry: no news, and not announced to the user.
            self.refused = Refused(say("The check sends each request only once."))
        elif self._host is not None and request.url.host != self._host:
            self.refused = Refused(
                say("The client tried to contact another host: {host}", host=request.url.host)
            )
        if self.refused is not None:
            raise self.refused
        self._places.add(place)
        self._request, self._response, self._start = request, None, self.clock()
        self._end = None
        self._arrived, self._body = [], bytearray()
        return self

    def follow(self, request: Any) -> bool:
        """See `Observer.follow`."""
        self._redirects += 1
        before, then = self._request.url, request.url
        # Another port is somebody else's, but for the one of a host that begins to encrypt.
        same = (before.scheme, before.port) == (then.scheme, then.port)
        encrypts = (before.scheme, then.scheme) == ("http", "https")
        return self._redirects <= _REDIRECTS and before.host == then.host and (same or encrypts)

    def begin(self, response: Any) -> None:
        """See `Observer.begin`."""
        self._response = response

    def received(self, data: bytes) -> None:
        """See `Observer.received`. Raises Refused for an answer that does not end."""
        self._arrived.append(self.clock())
        self._body += data
        if len(self._body) > LARGEST:
            self.refused = Refused(say("The response is longer than {most} bytes.", most=LARGEST))
            raise self.refused

    def end(self, error: BaseException | None = None) -> None:  # noqa: ARG002  # see `Observer`
        """See `Observer.end`."""
        if self._end is None:
            self._end = self.clock()

    @property
    def url(self) -> str | None:
        """Where it went: no query but the API version, no credentials."""
        if self._request is None:
            return None
        url = clean_endpoint(str(self._request.url))
        version = self.api_version
        return f"{url}?api-version={version}" if url and version else url

    @property
    def api_version(self) -> str | None:
        """The API version that was sent."""
        return self._request.url.params.get("api-version") if self._request else None

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields of the request's body."""
        return frozenset(self._sent)

    @property
    def tools(self) -> int:
        """How many tools it offers."""
        tools = self._sent.get("tools")
        if not isinstance(tools, list):
            return 0
        # Google's format has them in lists of their own.
        return sum(len(_declared(each) or [each]) for each in tools)

    @property
    def size(self) -> int | None:
        """Bytes of its body."""
        content = self._content
        return len(content) if content else None

    @property
    def _sent(self) -> dict[str, Any]:
        try:
            body = json.loads(self._content or b"null")
        except ValueError:
            body = None
        return body if isinstance(body, dict) else {}

    @property
    def _content(self) -> bytes:
        try:
            return bytes(self._request.content) if self._request else b""
        except Exception:  # noqa: BLE001  # an upload: httpx and httpx2 raise their own
            return b""

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer."""
        return self._response.status_code if self._response is not None else None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the answer."""
        return dict(self._response.headers) if self._response is not None else {}

    @property
    def location(self) -> str | None:
        """Where the answer leads, if it is a redirect that was not followed."""
        to = self._response.next_request if self._response is not None else None
        return str(to.url) if to is not None else None

    @property
    def content_type(self) -> str | None:
        """Of the answer, without its parameters."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip()
        return kind[:100] or None

    @property
    def text(self) -> str:
        """The body of the answer as far as it came, decompressed."""
        encoding = self.headers.get("content-encoding")
        headers = {"content-encoding": encoding} if encoding else {}
        try:
            return httpx.Response(200, headers=headers, content=bytes(self._body)).text
        except httpx.DecodingError:
            return ""  # cut in the middle of what is compressed

    @property
    def first_byte(self) -> float | None:
        """Seconds until the body began to arrive."""
        return self._arrived[0] - self._start if self._arrived else None

    @property
    def spread(self) -> float:
        """Seconds between the first and the last piece of the body."""
        return self._arrived[-1] - self._arrived[0] if self._arrived else 0.0

    @property
    def total(self) -> float | None:
        """Seconds until the answer was complete, or broke off."""
        if self._request is None:
            return None
        return (self._end or self.clock()) - self._start


def _declared(tool: Any) -> list[Any] | None:
    if not isinstance(tool, dict):
        return None
    found = tool.get("functionDeclarations") or tool.get("function_declarations")
    return found if isinstance(found, list) else None


_observing: ContextVar[Observation | None] = ContextVar("ai_stream_toggle_checks", default=None)


@contextmanager
def observing(observation: Observation) -> Iterator[None]:
    """While the request is made, in this task and those that it starts."""

    def observer_of(request: Any) -> Observation | None:
        observation = _observing.get()
        return observation.observe(request) if observation else None

    watch = WireWatch(observer_of)
    load_libraries()
    watch.install()
    token = _observing.set(observation)
    try:
        yield
    finally:
        _observing.reset(token)
        watch.uninstall()
