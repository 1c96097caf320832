"""The first reply on an endpoint that refuses streams, against a bare plain call."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.settings import Settings
from tests.with_jupyter_ai.streaming.models import chat_model, governed

from .contenders import CLASS
from .endpoint import Endpoint
from .measure import BARE, Figure, compared


async def refused(at: Endpoint, home: Path, rounds: int) -> dict[str, Figure]:
    """Seconds to the answer: bare plain; the refused stream alone; `auto`, first and next time.

    `auto` may cost the refused request and a tenth of the plain call more than the plain call.
    As in Jupyter AI each message has a model object of its own, and with it a new connection.
    """
    at.set_fault("refuse-400")
    learner, _ = governed(CLASS, Settings(home), Mode.AUTO)
    keys = (f"key-{number}" for number in itertools.count())

    def model(model_class: Any, key: str = "k") -> Any:
        return chat_model(model_class, "openai", at, key=key)  # type: ignore[arg-type]  # as far as it is asked

    async def asked_plainly() -> float:
        plain = model(CLASS)
        if hasattr(plain, "streaming"):
            plain.streaming = False
        start = time.perf_counter()
        await plain.ainvoke("hello")
        return time.perf_counter() - start

    async def refusal() -> float:
        streaming = model(CLASS)
        start = time.perf_counter()
        try:
            await _read(streaming)
        except Exception:  # noqa: BLE001  # its time is what is wanted
            return time.perf_counter() - start
        raise AssertionError("the stream was not refused")

    async def first() -> float:
        # Another key is another target, of which nothing is known.
        unproven = model(learner, next(keys))
        start = time.perf_counter()
        await _read(unproven)
        return time.perf_counter() - start

    async def again() -> float:
        known = model(learner)
        start = time.perf_counter()
        await _read(known)
        return time.perf_counter() - start

    await _read(model(learner))  # what is imported and read once is not a reply's cost
    contenders = {BARE: asked_plainly, "refusal": refusal, "first": first, "next": again}
    try:
        return await compared(contenders, rounds)
    finally:
        at.set_fault("ok")


async def _read(model: Any) -> None:
    async for _ in model.astream("hello"):
        pass
