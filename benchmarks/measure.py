"""Rounds of measurements that can be compared although the machine is busy.

Each round measures every contender once, in alternating order, so that what slows the machine
slows them all. What is reported is the median of the ratios within a round.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass

Measure = Callable[[], Awaitable[float]]
"""Does the work once; returns what it cost, in seconds."""

BARE = "bare"
"""The contender that the others are compared with."""


@dataclass(frozen=True)
class Figure:
    """What one contender cost."""

    seconds: float
    """Median of all rounds."""
    ratio: float
    """Median of its ratio to `bare` in the same round."""
    low: float
    high: float
    """The middle half of the ratios lies between these."""

    def to_data(self) -> dict[str, float]:
        """As JSON values, with the digits that mean something."""
        return {name: float(f"{value:.4g}") for name, value in asdict(self).items()}


async def compared(contenders: Mapping[str, Measure], rounds: int) -> dict[str, Figure]:
    """Figures of all contenders, of which one is `bare`. A first round warms up and is dropped."""
    gc.freeze()  # what is imported is no garbage, and takes long to look at
    seen: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(rounds + 1):
        cost = {}
        for name in names if number % 2 else reversed(names):
            gc.collect()
            cost[name] = await contenders[name]()
        if number:
            for name, seconds in cost.items():
                seen[name].append(seconds)
    return {name: _figure(seconds, seen[BARE]) for name, seconds in seen.items()}


def _figure(seconds: list[float], bare: list[float]) -> Figure:
    ratios = [mine / theirs for mine, theirs in zip(seconds, bare, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return Figure(statistics.median(seconds), middle, low, high)
