"""Say in one line for each suite of `make test` what ran.

    python3 scripts/summary.py LOG [REPORTS]

LOG is what it printed; REPORTS a folder with the reports of the Python suites (JUnit's XML).

Fails when a suite ran no test: a suite that skips everything would otherwise pass for a good one.
And when a test was skipped in each environment that has it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

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

# What stood in the way of a whole suite.
_NOT_RUN = re.compile(r"^not run: .*$", re.MULTILINE)


def main(log: str, reports: Iterable[str] = ()) -> int:
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
        not_run = _NOT_RUN.search(parts.get(suite, ""))
        sys.stdout.write(f"{suite}: {not_run[0] if not_run else _told(counts)}\n")
    for suite in silent:
        sys.stdout.write(f"No test ran: {suite}\n")
    unrun = sorted(never_run(reports))
    for test in unrun:
        sys.stdout.write(f"Skipped in every environment: {test}\n")
    sys.stdout.write(f"{_told(totals)}\n")
    return 1 if silent or unrun or totals["failed"] else 0


def never_run(reports: Iterable[str]) -> set[str]:
    """The tests that were skipped wherever they were found."""
    ran: set[str] = set()
    skipped: set[str] = set()
    for report in reports:
        for test, was_skipped in _tests(report):
            (skipped if was_skipped else ran).add(test)
    # A module that is skipped as a whole is reported under its own name.
    modules = {test.partition("::")[0] for test in ran}
    return {
        test for test in skipped - ran if test.partition("::")[0] not in modules or "::" in test
    }


def _tests(report: str) -> Iterator[tuple[str, bool]]:
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  # pytest wrote it just now
        names = (case.get("classname"), case.get("name"))
        yield "::".join(filter(None, names)), case.find("skipped") is not None


def _count(text: str, word: str) -> int:
    return sum(int(number) for number in re.findall(rf"(\d+) {word}", text))


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items())


if __name__ == "__main__":
    LOG = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    FOLDER = sorted(Path(sys.argv[2]).glob("*.xml")) if len(sys.argv) > 2 else []
    sys.exit(main(LOG, [each.read_text(encoding="utf-8") for each in FOLDER]))
