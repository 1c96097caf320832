"""What went over the wire for a request: facts that no client library has had a hand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KEPT = 20_000
"""Bytes of a body that are kept."""


@dataclass
class Exchange:
    """One request and what came of it. Whoever sees the wire fills it in, anew for each attempt."""

    request: Any = None
    """A request of httpx or httpx2; None: none was seen."""
    redirected: str = ""
    """Where the request was sent on to, if it was. May hold secrets in its query."""
    status: int | None = None
    """Of the answer; None: there was none."""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    """The beginning of the body, without its content coding; of a stream, its first piece."""
    reported: object = None
    """The first error that the endpoint reported within its answer: a JSON value."""
    error: Exception | None = None
    """What the HTTP library raised: why there was no answer, or why it is not complete."""
    complete: bool = False
    """Whether HTTP calls the body complete."""
    heard_at: float | None = None
    """When some of an answer came last, in the seconds of the event loop; of a stream, its head."""

    def begin(self, request: Any) -> None:
        """A request is sent. What was seen of one before, of which this is a retry, is past."""
        self.request, self.redirected = request, ""
        self.status, self.headers, self.body = None, {}, b""
        self.reported = None
        self.error, self.complete = None, False

    @property
    def url(self) -> str:
        """Where the request was sent. May hold secrets in its query."""
        return str(self.request.url) if self.request is not None else ""

    @property
    def seen(self) -> bool:
        """Whether it is known what became of a request: it was answered, or it failed."""
        return self.request is not None and (self.status is not None or self.error is not None)

    @property
    def unanswered(self) -> bool:
        """Whether a request failed without any answer."""
        return self.request is not None and self.status is None and self.error is not None

    @property
    def failed(self) -> bool:
        """Whether the answer stands for a failure by its status."""
        return self.status is not None and self.status >= 400

    @property
    def text(self) -> str:
        """The beginning of the body as a text."""
        return self.body.decode("utf-8", "replace")
