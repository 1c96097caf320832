"""The run of Jupyternaut's LangGraph agent, and that it is over when its turn is.

Who reads the events of a run and is cancelled leaves the run behind: LangGraph lets it unwind in a
task of its own, or leaves it to the garbage collector. Until then a request may stay open, a tool
may go on, and something may still be written into the memory of the conversation.

An agent holds the model, the classes of its tools and the whole conversation, and Jupyternaut makes
one for each message. So nothing here leads back to it: in a circle it would outlive its turn until
the garbage collector comes by, which is once in dozens of messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from types import AsyncGeneratorType, MethodType
from typing import Any, cast
from weakref import WeakMethod

_LIMIT = 5.0
"""Seconds; a tool that does not let itself be ended keeps nobody waiting for longer."""


Streams = list[tuple[AsyncGeneratorType[Any, None], asyncio.Event]]
"""Each with what tells that it is over."""


class AgentRun:
    """What an agent does in one turn."""

    def __init__(self, agent: Any) -> None:
        """`agent` is made for one turn, and followed from now on."""
        self._streams: Streams = []
        # Runs of all kinds go through it.
        agent.astream = _following(_held_by_others(agent.astream), self._streams)

    async def end(self) -> None:
        """End what is left of it, and return when it is over."""
        for stream, over in self._streams:
            if stream.ag_running:
                await asyncio.wait_for(over.wait(), _LIMIT)
            else:
                await stream.aclose()


def _following(original: Callable[[], Any], streams: Streams) -> Callable[..., Any]:
    """What stands in the place of an agent's method, and notes what it began."""

    def astream(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, None]:
        over = asyncio.Event()
        stream = _noted(original()(*args, **kwargs), over)
        streams.append((cast("AsyncGeneratorType[Any, None]", stream), over))
        return stream

    return astream


def _held_by_others(method: Any) -> Callable[[], Any]:
    """A way to a method that does not keep its object; who calls it has that."""
    return WeakMethod(method) if isinstance(method, MethodType) else lambda: method


async def _noted(
    stream: AsyncGenerator[Any, None], over: asyncio.Event
) -> AsyncGenerator[Any, None]:
    try:
        async with aclosing(stream):
            async for each in stream:
                yield each
    finally:
        over.set()
