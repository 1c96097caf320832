"""One file of findings, which many servers share: what it holds, and what it costs a message."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import mode_store

from ..measure import BARE, compared

SERVERS = 200
TARGETS = 5
"""Of each server."""
PROCESSES = 4
"""Which play the servers: as many writers wait for the lock at once."""
FOUND_OUT = Finding(Delivery.PLAIN, Evidence.REFUSED)
MESSAGES = 50
"""In one measurement: a single one takes microseconds."""


async def shared_memory(home: Path, rounds: int) -> dict[str, Any]:
    """Figures of a file in which all servers wrote at once, and of a message beside it."""
    path = home / "capabilities.json"
    start = time.perf_counter()
    share = SERVERS // PROCESSES
    writers = [
        subprocess.Popen(  # noqa: S603  # this very module
            [sys.executable, "-m", __name__, str(path), str(number * share), str(share)]
        )
        for number in range(PROCESSES)
    ]
    codes = [each.wait() for each in writers]
    seconds = time.perf_counter() - start
    assert not any(codes)  # noqa: S101  # what did not run measures nothing
    found = len(CapabilityFile(path, LIMIT, _LOG).read()[1])
    return {
        "servers": SERVERS,
        "targets": SERVERS * TARGETS,
        "lost": SERVERS * TARGETS - found,
        "kilobytes": round(path.stat().st_size / 1000),
        "most_kilobytes": round(path.stat().st_size / found * LIMIT / 1000),
        "write_ms": _rounded(seconds / (SERVERS * TARGETS) * 1e3 * PROCESSES),
        "message": await _message(home, path, rounds),
    }


async def _message(home: Path, full: Path, rounds: int) -> dict[str, float]:
    """What is asked before each message, with that file and with none; and when it has changed."""
    settings = Settings(home / "settings")
    settings.write({"defaultMode": "auto"})
    empty, known = (
        _memory(home / "empty.json"),
        _memory(full),
    )
    target = _target(SERVERS // 2, 0)

    def asked(memory: CapabilityMemory) -> Any:
        governor = Governor(mode_store(settings), memory)

        async def measure() -> float:
            await governor.plan(target)
            start = time.perf_counter()
            for _ in range(MESSAGES):
                await governor.plan(target)
            return (time.perf_counter() - start) / MESSAGES

        return measure

    async def after_a_change() -> float:
        other = _memory(full)
        other.learn(target, FOUND_OUT)
        await other.flush()
        start = time.perf_counter()
        await known.refresh()
        return time.perf_counter() - start

    figures = await compared(
        {BARE: asked(empty), "full": asked(known), "changed": after_a_change}, rounds
    )
    return {
        "empty_us": _rounded(figures[BARE].seconds * 1e6),
        "full_us": _rounded(figures["full"].seconds * 1e6),
        "ratio": _rounded(figures["full"].ratio),
        "changed_ms": _rounded(figures["changed"].seconds * 1e3),
    }


_LOG = logging.getLogger("bench")


def _memory(path: Path) -> CapabilityMemory:
    file = CapabilityFile(path, LIMIT, _LOG)
    return CapabilityMemory(lambda *_: None, log=_LOG, file=file)


def _target(server: int, number: int) -> Target:
    endpoint = f"https://gateway-{server}.contoso.example/openai"
    return Target("azure", f"deployment-{number}", endpoint, "2024-10-21", key_mark="0123456789ab")


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


async def _play(path: Path, first: int, servers: int) -> None:
    """So many servers, each of which finds something out and waits until it is on the disk."""
    memories = [(number, _memory(path)) for number in range(first, first + servers)]
    for target in range(TARGETS):
        for number, memory in memories:
            memory.learn(_target(number, target), FOUND_OUT)
            await memory.flush()


if __name__ == "__main__":
    asyncio.run(_play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
