"""One file of findings, which many servers share: what it holds, and what it costs a message."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.models.governor import Governor
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import mode_store

from ..measure import BARE, compared
from .writer import FOUND_OUT, LOG, TARGETS, memory, target_of

SERVERS = 200
PROCESSES = 4
"""Which play the servers: as many writers wait for the lock at once."""
WRITER = f"{__package__}.writer"
MESSAGES = 50
"""In one measurement: a single one takes microseconds."""


async def shared_memory(home: Path, rounds: int) -> dict[str, Any]:
    """Figures of a file in which all servers wrote at once, and of a message beside it."""
    path = home / "capabilities.json"
    seconds = write_at_once(path, SERVERS, PROCESSES)
    found = len(CapabilityFile(path, LIMIT, LOG).read()[1])
    return {
        "servers": SERVERS,
        "targets": SERVERS * TARGETS,
        "lost": SERVERS * TARGETS - found,
        "kilobytes": round(path.stat().st_size / 1000),
        "most_kilobytes": round(path.stat().st_size / found * LIMIT / 1000),
        "write_ms": _rounded(seconds / (SERVERS * TARGETS) * 1e3 * PROCESSES),
        "message": await _message(home, path, rounds),
    }


def write_at_once(path: Path, servers: int, processes: int) -> float:
    """Seconds until so many servers have written, which so many processes play."""
    share = servers // processes
    start = time.perf_counter()
    writers = [
        subprocess.Popen(  # noqa: S603  # this very Python
            [sys.executable, "-m", WRITER, str(path), str(number * share), str(share)]
        )
        for number in range(processes)
    ]
    failed = [each.wait() for each in writers]
    assert not any(failed)  # noqa: S101  # what did not run measures nothing
    return time.perf_counter() - start


async def _message(home: Path, full: Path, rounds: int) -> dict[str, float]:
    """What is asked before each message, with one target known and with all; and after a change."""
    settings = Settings(home / "settings")
    settings.write({"defaultMode": "auto"})
    few, known = memory(home / "few.json"), memory(full)
    target = target_of(SERVERS // 2, 0)
    few.learn(target, FOUND_OUT)
    await few.flush()

    def asked(remembered: CapabilityMemory) -> Any:
        governor = Governor(mode_store(settings), remembered)

        async def measure() -> float:
            await governor.plan(target)
            start = time.perf_counter()
            for _ in range(MESSAGES):
                await governor.plan(target)
            return (time.perf_counter() - start) / MESSAGES

        return measure

    async def after_a_change() -> float:
        other = memory(full)
        other.learn(target, FOUND_OUT)
        await other.flush()
        start = time.perf_counter()
        await known.refresh()
        return time.perf_counter() - start

    figures = await compared(
        {BARE: asked(few), "many": asked(known), "changed": after_a_change}, rounds
    )
    return {
        "few_us": _rounded(figures[BARE].seconds * 1e6),
        "many_us": _rounded(figures["many"].seconds * 1e6),
        "ratio": _rounded(figures["many"].ratio),
        "changed_ms": _rounded(figures["changed"].seconds * 1e3),
    }


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")
