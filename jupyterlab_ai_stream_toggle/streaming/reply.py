"""One model call, in every delivery it can be made in."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, TypeVar

Part = TypeVar("Part")


class Ending(Enum):
    """How the endpoint ended a stream."""

    FINISHED = auto()
    """It gave a finish reason."""
    DONE = auto()
    """It gave none, and said that the stream is done."""
    CUT = auto()
    """It said nothing: the stream just ends."""


@dataclass
class Reception:
    """What was seen of a stream on its way in, where the client library lets one look.

    Whole once the stream has ended.
    """

    whole: bool = False
    """A stream was asked for, and one JSON body came that holds the whole answer."""
    page: bool = False
    """A web page came."""
    page_text: str = ""
    """The beginning of the web page."""
    ending: Ending | None = None
    """None: it could not be seen, or the stream has not ended."""


class Reply(Protocol[Part]):
    """What `deliver` needs to fetch one reply; each call makes at most one request series."""

    reception: Reception
    """About the stream that was opened last."""

    def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Part, None]:
        """Ask for a stream.

        `options`: with `stream_options`, where the client library would send them.
        `retries`: with the client library's own retries.
        """
        ...

    async def plain(self) -> Part:
        """Ask for the whole answer at once: `stream` false or absent, no `stream_options`."""
        ...

    async def announce(self, part: Part) -> None:
        """Tell who listens to the model about a plain answer, as streams do by themselves."""
        ...

    def finished(self, part: Part) -> bool:
        """Whether the part says that the answer is complete although there may be no text."""
        ...

    def has_content(self, part: Part) -> bool:
        """Whether the part carries text, reasoning or a tool call."""
        ...
