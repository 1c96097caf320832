"""Run a command while a demo runs: `with_demo.py path/to/jupyter-ai-stream COMMAND ARGUMENT…`.

The command finds the addresses that the demo printed in DEMO_URL and DEMO_JOURNAL.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import IO


def main(program: str, command: list[str]) -> int:
    """Start the demo, run the command, end the demo; the command's exit code."""
    with subprocess.Popen(  # noqa: S603  # what the caller named
        [program, "demo", "--no-browser"], stdout=subprocess.PIPE, text=True
    ) as demo:
        try:
            if not (addresses := _addresses(demo.stdout)):
                return 1  # the demo has said why
            return subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode  # noqa: S603
        finally:
            demo.send_signal(signal.SIGINT)


def _addresses(lines: IO[str] | None) -> dict[str, str]:
    names = {"Journal": "DEMO_JOURNAL", "Ready": "DEMO_URL"}
    found: dict[str, str] = {}
    for line in lines or ():
        label, _, address = line.strip().partition(": ")
        if label in names:
            found[names[label]] = address
        if len(found) == len(names):
            return found
    return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
