"""Read what `make test` printed into LOG, and say in one line for each suite what ran.

Fails when a suite ran no test: a suite that skips everything would otherwise pass for a good one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SUITES = (
    "python tests, bare",
    "python tests, v2",
    "python tests, v3",
    "python tests, v2-today",
    "python tests, v3-today",
    "typescript tests",
    "browser tests, v3",
    "browser tests, v2",
)

# The closing lines of pytest, jest and Playwright.
_CLOSING = re.compile(
    r"^(=+ .*(passed|failed|error).* in .*=|Tests: .*|\s+\d+ (passed|failed)\b.*)$"
)


def main(log: str) -> int:
    """Print the summary; the exit code."""
    parts = dict(re.findall(r"^== (.*)\n((?:(?!== ).*\n?)*)", log, re.MULTILINE))
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    silent = []
    for suite in SUITES:
        closing = " ".join(
            line for line in parts.get(suite, "").splitlines() if _CLOSING.match(line)
        )
        counts = {word: _count(closing, word) for word in totals}
        totals = {word: totals[word] + counts[word] for word in totals}
        if not counts["passed"] + counts["failed"]:
            silent.append(suite)
        sys.stdout.write(f"{suite}: {_told(counts)}\n")
    for suite in silent:
        sys.stdout.write(f"No test ran: {suite}\n")
    sys.stdout.write(f"{_told(totals)}\n")
    return 1 if silent or totals["failed"] else 0


def _count(text: str, word: str) -> int:
    return sum(int(number) for number in re.findall(rf"(\d+) {word}", text))


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")))
