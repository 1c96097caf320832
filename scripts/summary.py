"""Say in one line for each suite of `make test REAL=1` what ran.

    python3 scripts/summary.py LOG [REPORTS]

LOG is what it printed; REPORTS a folder with the reports of pytest and Playwright (JUnit's XML).

Names the tests that failed, with the words of the failure, those that are known to fail, and the
skipped ones, where and why.
Fails when a suite ran no test: a suite that skips everything would otherwise pass for a good one.
And when a test was skipped in each environment that has it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
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
    "real servers, v3",
    "real servers, v2",
    "jupyterhub",
)

# The closing lines of pytest, jest and Playwright.
_CLOSING = re.compile(
    r"^(=+ .*(passed|failed|error).* in .*=|Tests: .*|\s+\d+ (passed|failed)\b.*)$"
)

# How pytest marks the lines that say what was wrong.
_MARKED = re.compile(r"^E\s.*$", re.MULTILINE)

# Enough of a failure to know what to look for; the rest stands further up, and in the logs.
_LINES_OF_FAILURE = 20

# On what a suite ran, where that is not everywhere the same.
_WITH = re.compile(r"^with: .*$", re.MULTILINE)

# What stood in the way of a whole suite.
_NOT_RUN = re.compile(r"^not run: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Test:
    """A test, or a module that was skipped as a whole, in one environment."""

    name: str
    skipped: str | None = None
    """Why it did not run."""
    known: str | None = None
    """Why it may fail, which it did."""
    failed: str | None = None
    """The report of its failure."""


def main(log: str, reports: Mapping[str, str]) -> int:
    """Print the summary; the exit code. The reports are named after their environments."""
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
        on_what = _WITH.search(parts.get(suite, ""))
        _tell(
            f"{suite}: {not_run[0] if not_run else _told(counts)}"
            + (f", {on_what[0]}" if on_what else "")
        )
    tests = {name: list(_tests(report)) for name, report in reports.items()}
    for name, found in tests.items():
        for test in found:
            if test.skipped is not None:
                _tell(f"Skipped in {name}: {test.name} ({test.skipped})")
            if test.known is not None:
                _tell(f"Known to fail in {name}: {test.name} ({test.known})")
            if test.failed is not None:
                _tell(f"Failed in {name}: {test.name}")
                for line in _gist(test.failed):
                    _tell(f"    {line}")
    for suite in silent:
        _tell(f"No test ran: {suite}")
    unrun = sorted(never_run(chain.from_iterable(tests.values())))
    for name in unrun:
        _tell(f"Skipped in every environment: {name}")
    _tell(_told(totals))
    return 1 if silent or unrun or totals["failed"] else 0


def never_run(tests: Iterable[Test]) -> set[str]:
    """The tests that were skipped wherever they were found."""
    ran: set[str] = set()
    skipped: set[str] = set()
    for test in tests:
        (ran if test.skipped is None else skipped).add(test.name)
    # A module that is skipped as a whole is reported under its own name.
    modules = {test.partition("::")[0] for test in ran}
    return {
        test for test in skipped - ran if test.partition("::")[0] not in modules or "::" in test
    }


def _tests(report: str) -> Iterator[Test]:
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  # pytest wrote it just now
        name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
        skipped = case.find("skipped")
        reason = None if skipped is None else skipped.get("message", "no reason")
        # So it is reported where a test was expected to fail.
        known = skipped is not None and skipped.get("type") == "pytest.xfail"
        failed = [each.text or "" for kind in ("failure", "error") for each in case.iter(kind)]
        yield Test(
            name,
            skipped=None if known else reason,
            known=reason if known else None,
            failed="\n".join(failed) if failed else None,
        )


def _gist(failure: str) -> list[str]:
    """The lines of a failure that say what was wrong."""
    lines = _MARKED.findall(failure) or [line for line in failure.splitlines() if line.strip()]
    return lines[:_LINES_OF_FAILURE]


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _count(text: str, word: str) -> int:
    return sum(int(number) for number in re.findall(rf"(\d+) {word}", text))


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items())


if __name__ == "__main__":
    LOG = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    FOLDER = sorted(Path(sys.argv[2]).glob("*.xml")) if len(sys.argv) > 2 else []
    sys.exit(main(LOG, {each.stem: each.read_text(encoding="utf-8") for each in FOLDER}))
