"""Run suites side by side, and show the output of each in one piece when it has ended.

    python3 scripts/together.py [--at-once N] [--logs FOLDER] 'a suite: COMMAND' 'another: COMMAND'

The output stands under a line with the name. All suites run, whatever another says. The logs of
those that failed stay in FOLDER. A suite of which something asked for an address beyond this
machine has failed too: tests/loopback_only notes that in the file that OUTSIDE_LOG names.
Exits with 1 if any of them failed. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Ended:
    """A suite that has run."""

    name: str
    code: int
    said: str
    outside: str
    """Who asked for an address beyond this machine; empty if nobody did."""
    seconds: float
    computed: float
    """Seconds of processor time: what it takes where nothing runs beside it, at least."""

    @property
    def failed(self) -> bool:
        """Whether it is not as it should be."""
        return bool(self.code or self.outside)

    def __str__(self) -> str:
        """All that is to be read of it."""
        lines = [f"== {self.name}", self.said.rstrip()]
        if self.outside:
            lines += [
                f"{self.name}: asked for addresses beyond this machine",
                self.outside.rstrip(),
            ]
        if self.code:
            lines.append(f"{self.name}: exit code {self.code}")
        return "\n".join(
            [
                *lines,
                f"{self.name}: took {self.seconds:.0f} s, and {self.computed:.0f} s of a processor",
            ]
        )


def run(named: str, logs: Path) -> Ended:
    """Run a suite to its end."""
    name, _, command = named.partition(": ")
    log = logs / (re.sub(r"\W+", "-", name) + ".log")
    outside = log.with_suffix(".outside")
    for old in (log, outside):
        old.unlink(missing_ok=True)
    environment = {**os.environ, "OUTSIDE_LOG": str(outside.resolve())}
    start = time.monotonic()
    with log.open("wb") as file:
        program = subprocess.Popen(  # noqa: S603  # the Makefile's own commands
            shlex.split(command), stdout=file, stderr=subprocess.STDOUT, env=environment
        )
        # Not `wait`: it does not tell what this one and all that it started has used.
        _, status, used = os.wait4(program.pid, 0)
        code = program.returncode = os.waitstatus_to_exitcode(status)
    seconds, computed = time.monotonic() - start, used.ru_utime + used.ru_stime
    ended = Ended(name, code, _text(log), _text(outside), seconds, computed)
    if not ended.failed:
        log.unlink()
    return ended


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def main(suites: Sequence[str], at_once: int, logs: Path) -> int:
    """Run all of them."""
    logs.mkdir(parents=True, exist_ok=True)
    failed = False
    with ThreadPoolExecutor(at_once) as pool:
        for future in as_completed([pool.submit(run, each, logs) for each in suites]):
            ended = future.result()
            failed = failed or ended.failed
            sys.stdout.write(f"{ended}\n\n")
            sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    PARSER = argparse.ArgumentParser()
    PARSER.add_argument("--at-once", type=int, default=2)
    PARSER.add_argument("--logs", type=Path, default=Path(".cache/logs"))
    PARSER.add_argument("suites", nargs="+")
    GIVEN = PARSER.parse_args()
    sys.exit(main(GIVEN.suites, GIVEN.at_once, GIVEN.logs))
