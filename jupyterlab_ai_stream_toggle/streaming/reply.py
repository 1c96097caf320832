"""One model call, in every delivery it can be made in."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol, TypeVar

Part = TypeVar("Part")


class Reply(Protocol[Part]):
    """What `deliver` needs to fetch one reply; each call makes at most one request series."""

    def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Part, None]:
        """Ask for a stream.

        `options`: with `stream_options`, where the client library would send them.
        `retries`: with the client library's own retries.
        """
        ...

    async def plain(self) -> Part:
        """Ask for the whole answer at once: `stream` false or absent, no `stream_options`."""
        ...

    def finished(self, part: Part) -> bool:
        """Whether the part says that the answer is complete although there may be no text."""
        ...

    def has_content(self, part: Part) -> bool:
        """Whether the part carries text, reasoning or a tool call."""
        ...
