"""Run a command while a demo runs: `with_demo.py path/to/jupyter-ai-stream COMMAND ARGUMENT…`.

The command finds in DEMO_URL and DEMO_JOURNAL the addresses that the demo printed, and in DEMO_LOG
a file with all else that the demo and its JupyterLab say. Who sets DEMO_LOG chooses that file, and
keeps it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_LAST_LINES = 30


def main(program: str, command: list[str]) -> int:
    """Start the demo, run the command, end the demo; the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="with-demo-") as directory:
        log = Path(os.environ.get("DEMO_LOG") or Path(directory, "demo.log")).resolve()
        with (
            log.open("w", encoding="utf-8") as lines,
            subprocess.Popen(  # noqa: S603  # what the caller named
                [program, "demo", "--no-browser", "--verbose"],
                stdout=subprocess.PIPE,
                stderr=lines,
                text=True,
            ) as demo,
        ):
            try:
                if not (addresses := _addresses(demo.stdout)):
                    demo.wait()
                    sys.stderr.write(f"The demo did not start. The end of its log:\n{_end(log)}\n")
                    return 1
                environment = {**os.environ, **addresses, "DEMO_LOG": str(log)}
                return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
            finally:
                demo.send_signal(signal.SIGINT)


def _end(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-_LAST_LINES:])


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
