"""Where the time to the first chunk goes: before the request, on the wire, and behind it."""

from __future__ import annotations

import statistics
import time
from collections.abc import AsyncGenerator
from itertools import pairwise
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.modes import Mode

from .contenders import CLASS, bare, in_mode
from .endpoint import Endpoint

STAGES = ("before", "wire", "behind")
"""Until the model's own class is called; until it has the first text; until the reader has it."""

_marks: list[float] = []


async def stages(at: Endpoint, home: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Microseconds of the processor that each stage takes of a bare reply, and more than that.

    The processor's time, since a wait for the endpoint is the same for all and scatters more than
    all that is ours.
    """
    model_class = _marked()
    bare_model = bare(at, model_class)
    governed = await in_mode(Mode.AUTO, at, home, model_class)
    seen: list[tuple[list[float], list[float]]] = []
    for number in range(rounds + 1):
        if number % 2:
            theirs, ours = await _stages(bare_model), await _stages(governed)
        else:
            ours, theirs = await _stages(governed), await _stages(bare_model)
        if number:  # the first one warms up
            seen.append((theirs, ours))
    return {
        name: {
            "bare": _rounded(theirs[index] for theirs, _ in seen),
            "more": _rounded(ours[index] - theirs[index] for theirs, ours in seen),
        }
        for index, name in enumerate(STAGES)
    }


def _marked() -> Any:
    """The model's class, which notes when it is called and when it has the first text."""

    class Marked(CLASS):  # type: ignore[misc]  # which one depends on the environment
        async def _astream(self, *args: Any, **kwargs: Any) -> AsyncGenerator[Any, None]:
            _marks.append(time.process_time())
            async for part in super()._astream(*args, **kwargs):
                if part.text and len(_marks) == 2:  # asked, called
                    _marks.append(time.process_time())
                yield part

    return Marked


async def _stages(model: Any) -> list[float]:
    _marks[:] = [time.process_time()]
    async for chunk in model.astream("hello"):
        if chunk.content and len(_marks) == len(STAGES):
            _marks.append(time.process_time())
    return [(after - before) * 1e6 for before, after in pairwise(_marks)]


def _rounded(values: Any) -> float:
    return float(f"{statistics.median(values):.3g}")
