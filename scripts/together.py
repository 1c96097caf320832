"""Run commands two at a time, and show the output of each in one piece when it has ended.

    python3 scripts/together.py 'one half: python -m pytest a' 'the other: python -m pytest b'

The output stands under a line with the name.
Exits with 1 if any of them fails. Needs nothing but Python.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed

AT_ONCE = 2


def run(named: str) -> tuple[str, int, str]:
    """Run a command to its end: its name, its exit code and all that it said."""
    name, _, command = named.partition(": ")
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace") as said:
        ended = subprocess.run(  # noqa: S603  # the Makefile's own commands
            shlex.split(command), stdout=said, stderr=subprocess.STDOUT, check=False
        )
        said.seek(0)
        return name, ended.returncode, said.read()


def main(named: list[str]) -> int:
    """Run all of them."""
    failed = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in as_completed([pool.submit(run, each) for each in named]):
            name, code, said = future.result()
            failed = failed or code
            sys.stdout.write(f"== {name}\n{said}\n")
            if code:
                sys.stdout.write(f"{name}: exit code {code}\n")
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
