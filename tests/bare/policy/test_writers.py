"""Several programs change the settings at once, and are killed: nothing acknowledged is lost.

    SETTINGS_ENDURANCE=1 python -m pytest tests/bare/policy/test_writers.py

runs them as long as a release should: four servers, 200 changes each, ten times; 500 kills.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy import settings_file, stale_saves
from jupyterlab_ai_stream_toggle.policy.settings_error import SettingsError
from tests.support.settings import Settings
from tests.support.writers import Program, programs, store_of

ENDURANCE = bool(os.environ.get("SETTINGS_ENDURANCE"))
TIMES = 10 if ENDURANCE else 1
CHANGES = 200 if ENDURANCE else 25
KILLS = 500 if ENDURANCE else 60

BEFORE = {"providers": {"first": "on"}, "silenceSeconds": 60}


def watched(settings: Settings, running: list[Program]) -> list[list[str]]:
    """What each acknowledged; meanwhile the file is read all the time, and is always whole."""
    with ThreadPoolExecutor(len(running)) as threads:
        acknowledged = [threads.submit(program.acknowledged) for program in running]
        while not all(each.done() for each in acknowledged):
            found = json.loads(settings.path.read_text(encoding="utf-8"))
            assert found["providers"]["first"] == "on"
            time.sleep(0.0005)
        return [each.result() for each in acknowledged]


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("time_", range(TIMES))
def test_servers_lose_nothing_of_each_other(tmp_path: Path, count: int, time_: int) -> None:
    del time_
    settings = Settings(tmp_path)
    settings.write(BEFORE)
    with programs(*[("server", tmp_path, f"s{n}", CHANGES) for n in range(count)]) as running:
        acknowledged = list(chain(*watched(settings, running)))
    assert len(acknowledged) == count * CHANGES
    assert settings.read() == {
        "providers": {"first": "on", **dict.fromkeys(acknowledged, "off")},
        "silenceSeconds": 60,
    }
    left = {path.name for path in settings.path.parent.iterdir()}
    assert len(left) == 3, "the settings, their copy, and the lock"


@pytest.mark.parametrize("patience", [300.0, 0.02], ids=["patient", "gives up soon"])
async def test_jupyterlab_saves_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """It takes the modes back that a tab does not know of; the server puts them in again.

    A server that gives up, since the tab leaves it no moment, has told so; what it had promised
    before is not lost with it.
    """
    # However slow the machine is: a save comes right after the change, and is not half of one.
    monkeypatch.setattr(stale_saves, "GRACE", math.inf)
    monkeypatch.setattr(settings_file, "_WRITING", 300.0)
    monkeypatch.setattr(settings_file, "_LONG_ENOUGH", patience)
    settings = Settings(tmp_path)
    settings.write("// mine\n" + json.dumps(BEFORE))
    store = store_of(settings)
    modes: dict[str, str] = {}
    wanted = ("tab", tmp_path, "t", CHANGES * 4)
    with programs(wanted) as (tab,), ThreadPoolExecutor(1) as threads:
        saved = threads.submit(tab.acknowledged)
        while not saved.done():
            name = f"s-{len(modes)}"
            with contextlib.suppress(SettingsError):
                await store.set_mode(name, None, Mode.OFF)
                modes[name] = "off"
    # Nobody saves any more: now it is the machine alone that could take too long.
    monkeypatch.setattr(settings_file, "_LONG_ENOUGH", 300.0)
    await store.asked()
    found = settings.read()
    assert modes
    if patience > 1:
        assert found["silenceSeconds"] == int(saved.result()[-1].rpartition("-")[2])
    assert found["providers"] == {"first": "on", **modes}


def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killed", str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    changes, left = map(int, done.stdout.split())
    assert changes >= KILLS
    assert left <= KILLS, "they are removed when they are a minute old"
