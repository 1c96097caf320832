"""How much more a call costs with a long text than with a short one, whatever the machine does."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 5
"""How often each is measured; the least counts."""
REPEATS = 2
"""Calls in one measurement: a short text takes microseconds."""


def growth(call: Callable[[str], object], short: str, long: str) -> float:
    """What the long text costs, in costs of the short one.

    In this thread's processor time, and in turns: what else the machine does counts for both.
    """
    texts = (short, long)
    costs: list[list[float]] = [[], []]
    for _ in range(TIMES):
        for text, cost in zip(texts, costs, strict=True):
            start = time.thread_time()
            for _ in range(REPEATS):
                call(text)
            cost.append(time.thread_time() - start)
    least = [min(cost) for cost in costs]
    return least[1] / least[0]
