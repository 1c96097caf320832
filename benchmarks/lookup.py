"""What is asked before each reply: the mode in force, and what is known about the target."""

from __future__ import annotations

import logging
from dataclasses import replace
from timeit import timeit

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.policy.layers import Layer, Layers
from jupyterlab_ai_stream_toggle.policy.resolve import resolve
from jupyterlab_ai_stream_toggle.target import Target

RECORDS = 10_000
TARGET = Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21")


def lookup(times: int) -> dict[str, float]:
    """Microseconds for one `resolve` and one look-up, with more models known than ever will be."""
    names = [f"model-{number}" for number in range(RECORDS)]
    asked = Layers(
        built_in=Mode.AUTO, user=Layer(models={f"azure:{name}": Mode.OFF for name in names})
    )
    memory = CapabilityMemory(lambda *_: None, log=logging.getLogger("bench"), limit=RECORDS)
    for name in names:
        target = replace(TARGET, model=name)
        memory.learn(target, Finding(Delivery.PLAIN, Evidence.REFUSED))
    wanted = replace(TARGET, model=names[RECORDS // 2])
    return {
        "resolve": _microseconds(lambda: resolve(asked, "azure", wanted.model), times),
        "recall": _microseconds(lambda: memory.recall(wanted), times),
    }


def _microseconds(call: object, times: int) -> float:
    assert callable(call)  # noqa: S101
    best = min(timeit(call, number=times) for _ in range(5))
    return float(f"{best / times * 1e6:.3g}")
