"""The first reply on an endpoint that refuses streams, against a bare plain call."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.modes import Mode

from .contenders import AGAIN, bare, governed
from .endpoint import Endpoint
from .measure import BARE, Figure, compared


async def refused(at: Endpoint, home: Path, rounds: int) -> dict[str, Figure]:
    """Seconds to the answer: bare plain; the refused stream alone; `auto`, first and next time.

    `auto` may cost the refused request and a tenth of the plain call more than the plain call.
    As in Jupyter AI each message has a model object of its own. All have the same key: LiteLLM
    keeps a client for each, and to make new ones is no cost of ours.
    """
    at.set_fault("refuse-400")
    ours = governed(Mode.AUTO, home)

    async def asked_plainly() -> float:
        plain = bare(at)
        if hasattr(plain, "streaming"):
            plain.streaming = False
        start = time.perf_counter()
        await plain.ainvoke("hello")
        return time.perf_counter() - start

    async def refusal() -> float:
        streaming = bare(at)
        start = time.perf_counter()
        try:
            await _read(streaming)
        except Exception:  # noqa: BLE001  # its time is what is wanted
            return time.perf_counter() - start
        raise AssertionError("the stream was not refused")

    async def first() -> float:
        await ours.memory.forget(lambda _: True)
        return await again()

    async def again() -> float:
        model = ours.model(at)
        start = time.perf_counter()
        await _read(model)
        seconds = time.perf_counter() - start
        await ours.memory.flush()  # the disk is not to be at work while others are measured
        return seconds

    await first()  # what is imported and read once is not a reply's cost
    contenders = {
        BARE: asked_plainly,
        AGAIN: asked_plainly,
        "refusal": refusal,
        "first": first,
        "next": again,
    }
    try:
        return await compared(contenders, rounds)
    finally:
        at.set_fault("ok")


async def _read(model: Any) -> None:
    async for _ in model.astream("hello"):
        pass
