"""What a governed model costs per chunk, against the same model without the extension.

    .venv/v3/bin/python -m benchmarks.per_chunk          (or .venv/v2)

One reply of 5,000 chunks from the practice endpoint, read through LangChain's `astream`, bare and
governed in turns. The figures are the least of all rounds, as seconds of
the reading thread (the endpoint runs in another one) and as ratios to bare.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice import PracticeServer, PracticeThread
from tests.conftest import Settings
from tests.streaming.models import CHAT_CLASSES, JUPYTER_AI, chat_model, governed

CHUNKS = 5000


async def _read(model: Any) -> float:
    start = time.thread_time()
    count = 0
    async for _ in model.astream(f"practice:chunks {CHUNKS}"):
        count += 1
    assert count > CHUNKS  # noqa: S101  # a benchmark of a cut reply would be worth nothing
    return time.thread_time() - start


async def _measure(makers: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    best = dict.fromkeys(makers, float("inf"))
    for _ in range(rounds):
        for name, make in makers.items():
            best[name] = min(best[name], await _read(make()))
    return best


@click.command()
@click.option("--rounds", type=click.IntRange(1), default=5, help="How often each is measured.")
def main(rounds: int) -> None:
    """Print the figures as JSON."""
    with (
        tempfile.TemporaryDirectory() as home,
        PracticeThread(PracticeServer("ok")) as endpoint,
    ):
        classes: dict[str, Any] = {"bare": CHAT_CLASSES["openai"]}
        for mode in (Mode.ON, Mode.AUTO):
            settings = Settings(Path(home) / mode.value)
            classes[mode.value] = governed(CHAT_CLASSES["openai"], settings, mode)[0]
        makers: dict[str, Callable[[], Any]] = {
            name: partial(chat_model, model_class, "openai", endpoint)
            for name, model_class in classes.items()
        }
        best = asyncio.run(_measure(makers, rounds))
    figures = {
        name: {"seconds": round(seconds, 4), "ratio": round(seconds / best["bare"], 3)}
        for name, seconds in best.items()
    }
    click.echo(json.dumps({"jupyter_ai": JUPYTER_AI, "chunks": CHUNKS, **figures}, indent=2))


if __name__ == "__main__":
    main()
