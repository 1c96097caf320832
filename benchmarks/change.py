"""A change of a mode, against JupyterLab's own save of the same settings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from time import perf_counter

from jupyterlab_ai_stream_toggle.files.replace import replace
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.settings import Settings
from tests.support.writers import save_as_jupyterlab, store_of

from .measure import BARE, Figure, Measure, compared

PROVIDERS = 20
"""With a mode of their own: more than a user will have."""


async def change(home: Path, rounds: int) -> dict[str, Figure]:
    """Seconds until a change is acknowledged, where nobody else writes.

    JupyterLab writes in place, and does not wait for the disk. `flush` is what that waiting costs
    by itself: the same text, put in place and on the disk.
    """
    ours, theirs = Settings(home / "ours"), Settings(home / "theirs")
    for each in (ours, theirs):
        each.write({"providers": {f"provider-{number}": "on" for number in range(PROVIDERS)}})
    store = store_of(ours)
    modes, seconds = cycle((Mode.OFF, Mode.ON)), cycle((60, 90))
    flushed = home / "flushed"

    async def governed() -> float:
        start = perf_counter()
        await store.set_mode("azure", None, next(modes))
        return perf_counter() - start

    return await compared(
        {
            BARE: _on_a_thread(lambda: save_as_jupyterlab(theirs, silenceSeconds=next(seconds))),
            "change": governed,
            "flush": _on_a_thread(lambda: replace(flushed, ours.path.read_bytes())),
        },
        rounds,
    )


def _on_a_thread(work: Callable[[], object]) -> Measure:
    async def measure() -> float:
        start = perf_counter()
        await asyncio.to_thread(work)
        return perf_counter() - start

    return measure
