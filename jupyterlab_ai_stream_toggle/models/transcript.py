"""What a model says, for those who need it although the reply was never finished."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from contextvars import ContextVar
from typing import Any


class Transcript:
    """The text of the reply that a model gave last, as far as it came."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        """The text, "" before any has come."""
        return "".join(self._pieces)

    def take(self) -> str:
        """The text, which is forgotten with that."""
        text, self._pieces = self.text, []
        return text

    async def follow(self, parts: AsyncGenerator[Any, None]) -> AsyncGenerator[Any, None]:
        """The same parts, noted; what was noted before is forgotten."""
        self._pieces = pieces = []
        async with aclosing(parts):
            async for part in parts:
                pieces.append(part.text)
                yield part


transcript: ContextVar[Transcript | None] = ContextVar("ai_stream_toggle_transcript", default=None)
"""Who takes down the replies of the models that the running code asks."""
