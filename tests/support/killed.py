"""Writers that are killed at any moment, many of them, in a process that has nothing else to do.

    python -m tests.support.killed HOME TIMES

Each writer sets modes, one after the other, and says so through a pipe when a change was
acknowledged. After each kill the settings have to be good, and to hold what was acknowledged.
Prints how many changes were, and how many temporary files are left. Forked rather than started, so
that hundreds cost seconds.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from pathlib import Path

import json5

from jupyterlab_ai_stream_toggle.modes import Mode

from .settings import Settings
from .writers import store_of


def write_until_killed(settings: Settings, seed: int, pipe: int) -> None:
    """Set one mode after the other, and say which is set."""
    store = store_of(settings)
    rng = random.Random(seed)

    async def run() -> None:
        for number in range(1_000_000):
            mode = rng.choice(list(Mode))
            await store.set_mode(f"model-{number % 7}", None, mode)
            os.write(pipe, f"{number % 7} {mode.value}\n".encode())

    asyncio.run(run())


def main(home: Path, times: int) -> None:
    """Raises AssertionError for settings that are damaged, or that lost a change."""
    settings = Settings(home)
    seed = random.getrandbits(32)
    rng = random.Random(seed)
    total, known = 0, dict[str, str]()
    asyncio.run(store_of(settings).set_mode("first", None, Mode.ON))  # all modules are loaded
    for number in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                write_until_killed(settings, rng.getrandbits(32) + number, writing)
            finally:
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading) as told:
            # At any moment of its next change: how long that takes is the machine's business.
            lines = [told.readline() for _ in range(rng.randint(1, 3))]
            time.sleep(rng.uniform(0, 0.006))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines += told.readlines()
        for line in lines:
            model, mode = line.split()
            known[f"model-{model}"] = mode
            total += 1
        text = settings.path.read_text(encoding="utf-8")
        found = json5.loads(text)["providers"]
        wrong = {name: mode for name, mode in known.items() if found.get(name) != mode}
        # The change that was under way may be in it, without an acknowledgement: one at most.
        assert len(wrong) <= 1, (seed, number, wrong, text)
        assert set(wrong) <= set(found), (seed, number, wrong, text)
        known = {name: mode for name, mode in found.items() if name.startswith("model-")}
        assert found["first"] == "on", (seed, number, text)
        asyncio.run(store_of(settings).set_mode("after", None, Mode.AUTO))
    left = [path for path in settings.path.parent.iterdir() if ".new-" in path.name]
    sys.stdout.write(f"{total} {len(left)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
