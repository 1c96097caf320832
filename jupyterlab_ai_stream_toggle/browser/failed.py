"""What a browser saw of a request that failed, as the rules of diagnosis take it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..diagnosis.evidence import Phase
from ..diagnosis.exchange import Exchange
from ..streaming.failures import (
    EmptyReply,
    ErrorInReply,
    FilteredReply,
    NoRoomToReply,
    PlainSilent,
    ReplyFailure,
    StreamSilent,
)


class FailureKind(str, Enum):
    """What became of a request, as far as a web page is let to see."""

    ANSWERED = "answered"
    """An answer came that is a failure, by its status or because nobody can read it."""
    REPORTED = "reported"
    """The endpoint reported an error within its answer."""
    UNREACHED = "unreached"
    """No answer came, or the browser keeps it from the page. It does not say which."""
    LOST = "lost"
    """The connection broke while the answer came."""
    UNFINISHED = "unfinished"
    """The stream ended, and gave no reason for its end."""
    ENDED = "ended"
    """The answer ended well, and held nothing to show."""
    SILENT = "silent"
    """Nothing came, or nothing more, for longer than silence is borne."""
    OTHER = "other"
    """The client library raised something of its own."""


# The names of classes by which diagnosis knows what became of a connection.
_ENDED_EARLY = "StreamEndedEarly"
_BROKE = {
    FailureKind.LOST: "RemoteProtocolError",
    FailureKind.UNREACHED: "BrowserFetchError",
}


@dataclass(frozen=True)
class Failed:
    """A request of a page that failed: facts of the browser, bounded by whoever takes them."""

    kind: FailureKind
    phase: Phase
    url: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """The beginning of the answer, or the error within it."""
    message: str = ""
    """The client library's words."""
    reason: str = ""
    """The finish reason, as the client library hands it on."""
    seconds: float = 0.0
    """How long silence was borne."""

    @property
    def _reports(self) -> bool:
        return self.kind is FailureKind.REPORTED

    @property
    def at_an_end(self) -> bool:
        """Whether it is the end of an answer that is missing, or all before it."""
        return self.kind in (FailureKind.UNFINISHED, FailureKind.ENDED)

    @property
    def reported(self) -> object:
        """The error within the answer: a JSON value; None: there was none."""
        return _json_or_text(self.body or self.message) if self._reports else None

    def exchange(self, error: Exception | None = None) -> Exchange:
        """What went over the wire. `error`: why there was no answer, where somebody looked."""
        seen = Exchange()
        if not self.url:
            return seen  # nothing was sent, or nobody knows where
        seen.begin(_Sent(self.url))
        seen.status, seen.headers = self.status, self.headers
        seen.body = self.body.encode("utf-8", "replace")
        seen.error = error or self._broke()
        seen.complete = seen.error is None
        return seen

    def error(self) -> Exception:
        """What a client library on this server would have raised."""
        if self.kind is FailureKind.SILENT:
            plain = self.phase is Phase.PLAIN_REQUEST
            return PlainSilent(self.seconds) if plain else StreamSilent(self.seconds)
        if self._reports:
            return ErrorInReply(self.reported)
        if self.phase is not Phase.MID_STREAM and self.at_an_end:
            return self._without_content()
        name = _ENDED_EARLY if self.kind is FailureKind.UNFINISHED else _BROKE.get(self.kind)
        if self.kind is FailureKind.ANSWERED and self.status is not None and self.status < 400:
            name = "JSONDecodeError"  # it is no failure by itself, and nobody could read it
        return named(name or "BrowserClientError", self.message)

    def _without_content(self) -> ReplyFailure:
        """Why there is nothing to show; the reasons are those of the AI SDK."""
        if self.reason == "content-filter":
            return FilteredReply("content_filter")
        if self.reason == "length":
            return NoRoomToReply()
        if self.reason == "error" and self.body:
            return ErrorInReply(_json_or_text(self.body))
        return EmptyReply(streamed=self.phase is not Phase.PLAIN_REQUEST)

    def _broke(self) -> Exception | None:
        if self.kind is FailureKind.LOST:
            return named("RemoteProtocolError", self.message)
        return (
            named("BrowserFetchError", self.message) if self.kind is FailureKind.UNREACHED else None
        )


@dataclass(frozen=True)
class _Sent:
    """As much of a request as is known."""

    url: str


def named(name: str, words: str) -> Exception:
    """An exception of a class that diagnosis knows by its name."""
    error: Exception = type(name, (Exception,), {})(words)
    return error


def _json_or_text(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {"message": text}
