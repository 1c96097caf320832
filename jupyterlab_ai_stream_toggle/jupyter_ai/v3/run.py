"""The run of Jupyternaut's LangGraph agent, and that it is over when its turn is.

Who reads the events of a run and is cancelled leaves the run behind: LangGraph lets it unwind in a
task of its own, or leaves it to the garbage collector. Until then a request may stay open, a tool
may go on, and something may still be written into the memory of the conversation.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from types import AsyncGeneratorType
from typing import Any, cast

_LIMIT = 5.0
"""Seconds; a tool that does not let itself be ended keeps nobody waiting for longer."""


class AgentRun:
    """What an agent does in one turn."""

    def __init__(self, agent: Any) -> None:
        """`agent` is made for one turn, and followed from now on."""
        self._original: Callable[..., AsyncGenerator[Any, None]] = agent.astream
        self._streams: list[tuple[AsyncGeneratorType[Any, None], asyncio.Event]] = []
        # Runs of all kinds go through it.
        agent.astream = self._astream

    async def end(self) -> None:
        """End what is left of it, and return when it is over."""
        for stream, over in self._streams:
            if stream.ag_running:
                await asyncio.wait_for(over.wait(), _LIMIT)
            else:
                await stream.aclose()

    def _astream(self, *args: Any, **kwargs: Any) -> AsyncGenerator[Any, None]:
        over = asyncio.Event()
        stream = _noted(self._original(*args, **kwargs), over)
        self._streams.append((cast("AsyncGeneratorType[Any, None]", stream), over))
        return stream


async def _noted(
    stream: AsyncGenerator[Any, None], over: asyncio.Event
) -> AsyncGenerator[Any, None]:
    try:
        async with aclosing(stream):
            async for each in stream:
                yield each
    finally:
        over.set()
