"""The first reply on an endpoint that refuses streams, against a bare plain call."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.modes import Mode

from .contenders import bare, in_mode
from .endpoint import Endpoint
from .measure import BARE, Figure, compared


async def refused(at: Endpoint, home: Path, rounds: int) -> dict[str, Figure]:
    """Seconds to the answer: bare plain; the refused stream alone; `auto`, first and next time.

    `auto` may cost the refused request and a tenth of the plain call more than the plain call.
    """
    at.set_fault("refuse-400")
    plain = bare(at)
    if hasattr(plain, "streaming"):
        plain.streaming = False
    streaming = bare(at)

    async def asked_plainly() -> float:
        start = time.perf_counter()
        await plain.ainvoke("hello")
        return time.perf_counter() - start

    async def refusal() -> float:
        start = time.perf_counter()
        try:
            await _read(streaming)
        except Exception:  # noqa: BLE001  # its time is what is wanted
            return time.perf_counter() - start
        raise AssertionError("the stream was not refused")

    async def first() -> float:
        model = in_mode(Mode.ON, at, home / f"{time.monotonic_ns()}")
        del model  # what importing and reading settings cost once is not this reply's
        learner = _learner(at, home / f"{time.monotonic_ns()}")
        start = time.perf_counter()
        await _read(learner)
        return time.perf_counter() - start

    known = _learner(at, home / "known")
    await _read(known)

    async def again() -> float:
        start = time.perf_counter()
        await _read(known)
        return time.perf_counter() - start

    contenders = {BARE: asked_plainly, "refusal": refusal, "first": first, "next": again}
    try:
        return await compared(contenders, rounds)
    finally:
        at.set_fault("ok")


def _learner(at: Endpoint, home: Path) -> Any:
    """A model in `auto` of which nothing is known."""
    from tests.conftest import Settings
    from tests.streaming.models import chat_model, governed

    from .contenders import CLASS

    model_class, _ = governed(CLASS, Settings(home), Mode.AUTO)
    return chat_model(model_class, "openai", at)  # type: ignore[arg-type]  # as far as it is asked


async def _read(model: Any) -> None:
    async for _ in model.astream("hello"):
        pass
