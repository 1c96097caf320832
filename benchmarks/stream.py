"""A streamed reply: its cost per chunk, the time to its first chunk, and many side by side."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from .contenders import all_that_stream
from .endpoint import Endpoint
from .measure import Figure, Measure, compared


async def per_chunk(at: Endpoint, home: Path, rounds: int, chunks: int) -> dict[str, Figure]:
    """Seconds of the processor for one reply of so many chunks, endpoint not included."""
    return await _each(partial(_processor_time, chunks=chunks), at, home, rounds)


async def first_chunk(at: Endpoint, home: Path, rounds: int) -> dict[str, Figure]:
    """Seconds from the question to the first chunk with text."""
    return await _each(_first_text, at, home, rounds)


async def side_by_side(at: Endpoint, home: Path, rounds: int, replies: int) -> dict[str, Figure]:
    """Seconds until so many replies that were asked for at once are complete."""
    return await _each(partial(_all_of, replies=replies), at, home, rounds)


async def _each(
    measure: Callable[[Any], Any], at: Endpoint, home: Path, rounds: int
) -> dict[str, Figure]:
    models = await all_that_stream(at, home)
    contenders: dict[str, Measure] = {
        name: partial(measure, model) for name, model in models.items()
    }
    return await compared(contenders, rounds)


async def _processor_time(model: Any, chunks: int) -> float:
    start = time.process_time()
    count = 0
    async for _ in model.astream(f"practice:chunks {chunks}"):
        count += 1
    assert count > chunks  # noqa: S101  # a benchmark of a cut reply would be worth nothing
    return time.process_time() - start


async def _first_text(model: Any) -> float:
    start = time.perf_counter()
    first = 0.0
    async for chunk in model.astream("hello"):
        if chunk.content and not first:
            first = time.perf_counter() - start
    return first


async def _all_of(model: Any, replies: int) -> float:
    start = time.perf_counter()
    await asyncio.gather(*(_first_text(model) for _ in range(replies)))
    return time.perf_counter() - start
