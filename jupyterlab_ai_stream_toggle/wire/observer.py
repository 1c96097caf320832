"""Who observes a request, and all who observe the same one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class Observer:
    """Is told of one request. What it raises reaches whoever made the request."""

    options: ClassVar[Mapping[str, Any]] = {}
    """What the request is sent with, whatever its client wants."""

    def follow(self, request: Any) -> bool:  # noqa: ARG002  # it is for those who want to know
        """Whether this request, to which a redirect leads, is sent as well.

        Asked where `options` keep the client from following by itself.
        """
        return False

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


class Told:
    """All who observe one request, told as one. At most one gives the client other bytes."""

    def __init__(self, observers: list[Observer]) -> None:
        self._observers = observers

    def begin(self, response: Any) -> None:
        """See `Observer.begin`."""
        for each in self._observers:
            each.begin(response)

    def received(self, data: bytes) -> bytes:
        """What the client is to get; see `Observer.received`."""
        given = data
        for each in self._observers:
            other = each.received(data)
            given = given if other is None else other
        return given

    def complete(self) -> bytes:
        """See `Observer.complete`."""
        return b"".join(each.complete() or b"" for each in self._observers)

    def end(self, error: BaseException | None = None) -> bytes:
        """See `Observer.end`. Whoever keeps the answer does not keep what was noted of it."""
        over, self._observers = self._observers, []
        return b"".join(each.end(error) or b"" for each in over)
