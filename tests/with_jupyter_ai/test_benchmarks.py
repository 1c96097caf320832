"""The benchmarks run, and their page can be written. No time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.performance_table import LINES, STAGES, section


@pytest.mark.timeout(480)  # importing it all takes long on a busy machine
def test_they_run_and_are_shown(tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    options = [
        "--environment",
        "v0-today",
        "--rounds",
        "1",
        "--chunks",
        "20",
        "--replies",
        "2",
        "--out",
        str(out),
    ]
    command = [sys.executable, "-m", "benchmarks", *options]
    subprocess.run(command, check=True)
    run = json.loads(out.read_text(encoding="utf-8"))
    for group, name in LINES:
        assert run[group][name]["seconds"] > 0
        assert run[group]["bare"]["ratio"] == 1
    assert set(run["stages"]) == set(STAGES)
    page = section(run)
    assert "packages of the day" in page
    assert "a reply of 20 chunks" in page
    assert page.count("\n| ") == len(LINES) + 2 + len(STAGES) + 2
