"""The summary of `make test`: what ran is counted, what ran nothing is a failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "scripts" / "summary.py"

LOG = """\
== lint
All checks passed!
== python tests, bare
SKIPPED [3] tests/x.py:1: needs Jupyter AI
=========== 10 passed, 3 skipped in 1.20s ===========
== python tests, v2
================= 20 passed in 1.20s =================
== python tests, v3
================= 30 passed in 62.20s (0:01:02) =================
== python tests, v2-today
================= 6 passed in 31.20s =================
== python tests, v3-today
================= 7 passed in 41.20s =================
== typescript tests
Test Suites: 4 passed, 4 total
Tests:       40 passed, 40 total
== browser tests, v3
  5 passed (44.8s)
== browser tests, v2
  4 passed (45.3s)
== real servers, v3
================= 9 passed, 2 xfailed in 81.20s =================
== real servers, v2
================= 8 passed in 71.20s =================
== jupyterhub
================= 11 passed in 91.20s =================
"""


def summary(tmp_path: Path, log: str, *reports: str) -> tuple[int, list[str]]:
    file = tmp_path / "log"
    file.write_text(log)
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, report in enumerate(reports):
        (folder / f"v{number}.xml").write_text(report)
    told = subprocess.run(
        [sys.executable, SCRIPT, file, folder],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return told.returncode, told.stdout.splitlines()


def test_all_suites_are_counted(tmp_path: Path) -> None:
    code, lines = summary(tmp_path, LOG)

    assert code == 0
    assert lines[0] == "python tests, bare: 10 passed, 0 failed, 3 skipped"
    assert lines[-1] == "150 passed, 0 failed, 3 skipped"


def test_a_failure_counts(tmp_path: Path) -> None:
    code, lines = summary(tmp_path, LOG.replace("20 passed", "1 failed, 19 passed"))

    assert code == 1
    assert lines[-1] == "149 passed, 1 failed, 3 skipped"


def test_a_suite_that_skips_everything_is_a_failure(tmp_path: Path) -> None:
    code, lines = summary(tmp_path, LOG.replace("30 passed", "30 skipped"))

    assert code == 1
    assert "No test ran: python tests, v3" in lines


def test_a_suite_that_never_ran_is_a_failure(tmp_path: Path) -> None:
    code, lines = summary(tmp_path, LOG.partition("== browser tests, v2")[0])

    assert code == 1
    assert "No test ran: browser tests, v2" in lines


def test_what_stood_in_the_way_is_told(tmp_path: Path) -> None:
    log = LOG.replace("  4 passed (45.3s)", "not run: there is no browser. Do this.\nmake: Error 1")
    code, lines = summary(tmp_path, log)

    assert code == 1
    assert "browser tests, v2: not run: there is no browser. Do this." in lines
    assert "No test ran: browser tests, v2" in lines


def report(**tests: bool) -> str:
    """What pytest writes; tests are called `module__name`, or `module` where all is skipped."""
    cases = ""
    for test, ran in tests.items():
        module, _, name = test.partition("__")
        place = f'classname="tests.{module}" name="{name}"' if name else f'name="tests.{module}"'
        skipped = "" if ran else '<skipped message="needs it"/>'
        cases += f"<testcase {place}>{skipped}</testcase>"
    return f"<testsuites><testsuite>{cases}</testsuite></testsuites>"


def test_a_test_that_runs_nowhere_is_a_failure(tmp_path: Path) -> None:
    one = report(a__here=True, a__nowhere=False, a__there=False, b=False, c=False)
    other = report(a__here=False, a__nowhere=False, a__there=True, b__all=True, c=False)
    code, lines = summary(tmp_path, LOG, one, other)

    assert code == 1
    assert "Skipped in v0: tests.a::there (needs it)" in lines
    assert "Skipped in v1: tests.a::here (needs it)" in lines
    assert lines[-3:-1] == [
        "Skipped in every environment: tests.a::nowhere",
        "Skipped in every environment: tests.c",
    ]


def test_a_test_that_is_known_to_fail_is_told_and_has_run(tmp_path: Path) -> None:
    known = report(a__here=False).replace("<skipped", '<skipped type="pytest.xfail"')
    code, lines = summary(tmp_path, LOG, known, known)

    assert code == 0
    assert lines[-3:-1] == [
        f"Known to fail in v{number}: tests.a::here (needs it)" for number in (0, 1)
    ]


def failure(text: str) -> str:
    return (
        '<testsuites><testsuite><testcase classname="tests.a" name="one">'
        f"<failure>{text}</failure></testcase></testsuite></testsuites>"
    )


def test_a_failure_is_told_with_its_words(tmp_path: Path) -> None:
    """At the end, where one looks first: the whole report may be thousands of lines up."""
    code, lines = summary(
        tmp_path,
        LOG.replace("20 passed", "1 failed, 19 passed"),
        failure("def test():\n    assert 1 == 2\nE   assert 1 == 2\n\nfile:2: AssertionError"),
        failure("x.spec.ts:1 one\n\n    Error: it is not there\n" + "    at somewhere\n" * 50),
    )

    assert code == 1
    at = lines.index("Failed in v0: tests.a::one")
    assert lines[at + 1 : at + 3] == ["    E   assert 1 == 2", "Failed in v1: tests.a::one"]
    assert lines[at + 3 : at + 5] == ["    x.spec.ts:1 one", "        Error: it is not there"]
    assert len(lines) < 40


def test_it_says_on_what_a_suite_ran(tmp_path: Path) -> None:
    log = LOG.replace("== jupyterhub\n", "== jupyterhub\nwith: one user of this machine\n")
    _, lines = summary(tmp_path, log)

    assert "jupyterhub: 11 passed, 0 failed, 0 skipped, with: one user of this machine" in lines
