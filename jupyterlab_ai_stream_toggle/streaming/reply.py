"""One model call, in every delivery it can be made in."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field, fields
from enum import Enum, auto
from typing import Any, Protocol, TypeVar

from ..diagnosis.exchange import Exchange

Part = TypeVar("Part")
Aside = Callable[..., Awaitable[Any]]
"""Does what takes a while (a function and its arguments) where nobody is kept waiting by it."""


class Ending(Enum):
    """How an endpoint ended a stream."""

    MARKED = auto()
    """It said that the answer is complete: a finish reason, `[DONE]`, the usage at the end."""
    UNMARKED = auto()
    """It said nothing of the kind, and HTTP calls the body complete."""
    CUT = auto()
    """The bytes prove that something is missing."""


@dataclass
class Reception:
    """What was seen of a stream on its way in, where the HTTP library lets one look.

    Nothing in it is what a client library made of the answer.
    """

    exchange: Exchange = field(default_factory=Exchange)
    """The request for the stream on the wire, and the bare facts of its answer."""
    seen: bool = False
    """A successful answer to the request for a stream has begun."""
    heard_at: float | None = None
    """When the head or a piece of the body came last, in the seconds of the event loop."""
    whole: bool = False
    """A stream was asked for, and one JSON body came that holds the whole answer."""
    page: bool = False
    """A web page came."""
    page_text: str = ""
    """The beginning of the web page."""
    reason: str | None = None
    """The finish reason, or whatever the endpoint calls it."""
    refusal: str = ""
    """The words in which the model refuses to answer, where they are not its text."""
    reasoning: str = ""
    """Its reasoning: some client libraries drop it."""
    error: object = None
    """The first error that the endpoint reported in its answer: a JSON value."""
    ending: Ending | None = None
    """None: it was not seen, or the stream has not ended."""
    look: Callable[[], None] | None = None
    """Takes in what has come and was not looked at yet: a client is given its bytes first. None
    where there is nothing left to look at."""
    begun: bool = False
    """An answer has begun, whatever it is."""

    def settled(self) -> Reception:
        """Itself, with all that has come taken in."""
        if self.look is not None:
            self.look()
        self.exchange.reported = self.error
        return self

    def begin(self) -> None:
        """An answer has begun: what was noted is of an attempt before."""
        for each in fields(self) if self.begun else ():
            if each.name != "exchange":  # which has begun anew with its request
                setattr(self, each.name, each.default)
        self.begun = True


class Reply(Protocol[Part]):
    """What `deliver` needs to fetch one reply; each call makes at most one request series."""

    reception: Reception
    """About the stream that was opened last."""
    marks_end: bool | None
    """Whether the endpoint was seen to mark the end of its streams; None: not known."""
    plainly: bool | None
    """Whether the request that the reply rests on asked for a whole answer; None: there is none."""

    @property
    def exchange(self) -> Exchange:
        """What went over the wire for the request that the reply rests on, as `plainly` says."""
        ...

    def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Part, None]:
        """Ask for a stream.

        `options`: with `stream_options`, where the client library would send them.
        `retries`: with the client library's own retries.
        """
        ...

    @property
    def plain_heard_at(self) -> float | None:
        """When some of the answer to the plain request came last, in the event loop's seconds."""
        ...

    async def plain(self) -> Part:
        """Ask for the whole answer at once: `stream` false or absent, no `stream_options`."""
        ...

    async def aside(self, function: Callable[..., Any], *args: Any) -> Any:
        """Do what takes a while: on a worker thread, unless whoever asked waits for it anyway."""
        ...

    async def announce(self, part: Part) -> None:
        """Tell who listens to the model about a part that no stream brought."""
        ...

    def speaks(self, part: Part) -> bool:
        """Whether the part carries text or a tool call."""
        ...

    def reasoning(self, part: Part) -> str:
        """The reasoning that the part carries."""
        ...

    def refusal(self, part: Part) -> str:
        """The words of a refusal that the part carries beside its text."""
        ...

    def reason(self, part: Part) -> str | None:
        """The finish reason that the part carries."""
        ...

    def text(self, text: str) -> Part:
        """A part with a text of ours."""
        ...

    def may_be_empty(self) -> bool:
        """Whether no more than silence need be said: the model has just heard what a tool did."""
        ...


@dataclass
class Spoken:
    """What a reply has said so far."""

    anything: bool = False
    """Text or a tool call."""
    reasoning: list[str] = field(default_factory=list)
    """Its reasoning, until it said anything."""
    refusal: str = ""
    reason: str | None = None
    """The finish reason, as the client library hands it on."""

    def note(self, reply: Reply[Part], part: Part) -> bool:
        """Take in one part. Returns whether anything to show has come by now."""
        if not self.anything and reply.speaks(part):
            self.anything = True
        if not self.anything:
            if reasoning := reply.reasoning(part):
                self.reasoning.append(reasoning)
            self.refusal += reply.refusal(part)
            self.reason = reply.reason(part) or self.reason
        return self.anything or bool(self.reasoning)
