"""Servers that find something out about endpoints, and write it into the same file.

python -m benchmarks.many.writer FILE FIRST COUNT    of so many servers, whose numbers begin there
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

TARGETS = 5
"""Of each server."""
FOUND_OUT = Finding(Delivery.PLAIN, Evidence.REFUSED)
LOG = logging.getLogger("bench")


def memory(path: Path) -> CapabilityMemory:
    """That of a server."""
    return CapabilityMemory(lambda *_: None, log=LOG, file=CapabilityFile(path, LIMIT, LOG))


def target_of(server: int, number: int) -> Target:
    """One of those that a server talks to, and no other."""
    endpoint = f"https://gateway-{server}.contoso.example/openai"
    return Target("azure", f"deployment-{number}", endpoint, "2024-10-21", key_mark="0123")


async def write(path: Path, servers: range) -> None:
    """Each finds something out, and waits until that is on the disk."""
    memories = [(number, memory(path)) for number in servers]
    for target in range(TARGETS):
        for number, remembered in memories:
            remembered.learn(target_of(number, target), FOUND_OUT)
            await remembered.flush()


if __name__ == "__main__":
    first, count = int(sys.argv[2]), int(sys.argv[3])
    asyncio.run(write(Path(sys.argv[1]), range(first, first + count)))
