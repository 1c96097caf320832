"""Many servers write into one file of findings at once, in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.many.writer import TARGETS, memory, target_of

PROCESSES, EACH = 3, 3


async def test_no_finding_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "capabilities.json"
    write_at_once(path)
    remembered = memory(path)
    await remembered.refresh()
    found = [target for target, _ in remembered.records()]
    expected = {
        target_of(server, number) for server in range(PROCESSES * EACH) for number in range(TARGETS)
    }
    assert set(found) == expected
    assert len(found) == len(expected)


def write_at_once(path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.many.writer", str(path)]
    writers = [
        subprocess.Popen([*command, str(number * EACH), str(EACH)]) for number in range(PROCESSES)
    ]
    assert [each.wait() for each in writers] == [0] * PROCESSES
