"""One of the four requests, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ..capability.record import Evidence
from ..diagnosis.diagnosis import Diagnosis
from ..diagnosis.next_step import NextStep
from ..language import noted, say


class RequestKind(str, Enum):
    """What is asked for."""

    PLAIN = "plain"
    STREAM = "stream"


class Asker(str, Enum):
    """Who asks."""

    DIRECT = "direct"
    """We ourselves, over bare HTTP, with the configured values."""
    FRAMEWORK = "framework"
    """The model that Jupyter AI makes, as Jupyter AI asks it."""


TITLES = {
    (RequestKind.PLAIN, Asker.FRAMEWORK): noted("Non-streaming request (Jupyter AI)"),
    (RequestKind.STREAM, Asker.FRAMEWORK): noted("Streaming request (Jupyter AI)"),
    (RequestKind.PLAIN, Asker.DIRECT): noted("Non-streaming request (direct)"),
    (RequestKind.STREAM, Asker.DIRECT): noted("Streaming request (direct)"),
}
"""What each of the four is called, to be translated when it is said."""


@dataclass(frozen=True)
class CheckExchange:
    """What was seen. None where it cannot be seen, as with clients that do not use httpx."""

    kind: RequestKind
    by: Asker
    url: str | None
    """Without credentials, and without query but the API version."""
    api_version: str | None
    fields: frozenset[str]
    """Names of the fields that the request's body had."""
    size: int | None
    """Bytes of that body."""
    tools: int
    """How many tools it offered."""
    status: int | None
    content_type: str | None
    location: str | None
    """Where a redirect, which was not followed, points to: scheme and host."""
    redirected: str | None
    """Where a redirect was followed to, on the same host: without query and credentials."""
    first_byte: float | None
    """Seconds until the first byte of the body."""
    spread: float
    """Seconds from the first piece of the body to the last."""
    total: float | None
    """Seconds until the end."""
    chunks: int | None
    """Events with data; None for what is no event stream."""
    usage: bool | None
    """Whether the number of tokens was told, in OpenAI's format."""
    text: str = field(repr=False)
    """The text of the answer: never shown."""
    marked: bool | None
    """Whether the stream marked its end; None for what is no stream."""
    answered: bool
    """Whether an answer came, whole and complete."""
    whole: bool
    """A stream was asked for, and one JSON body came that holds the answer."""
    diagnosis: Diagnosis | None
    """Why there is no answer."""
    next_step: NextStep | None
    """What chat does then, in mode auto."""
    evidence: Evidence | None
    """What it shows of a stream that brought nothing, if a plain request is answered."""

    @property
    def title(self) -> str:
        """What it is called, in the language of the user."""
        return say(TITLES[self.kind, self.by])

    @property
    def sent_on(self) -> bool:
        """Whether a redirect that was not followed keeps the question."""
        return self.status in (307, 308) and not self.answered

    @property
    def streamed(self) -> bool:
        """Whether it is a stream that holds a complete answer."""
        return self.kind is RequestKind.STREAM and self.answered and not self.whole

    @property
    def in_one_burst(self) -> bool:
        """Whether a stream was held back on its way, and came all at once."""
        if not self.streamed or not self.total or (self.chunks or 0) < _MANY:
            return False
        return self.total >= _SLOW and self.spread < _BURST * self.total


_MANY = 5
"""Events; fewer can well arrive together."""
_SLOW = 0.4
"""Seconds; nobody notices whether a faster answer streams."""
_BURST = 0.1
"""Of the whole time; a model that writes takes most of it."""
