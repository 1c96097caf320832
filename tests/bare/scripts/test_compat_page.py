"""The page of releases stands for what was measured, and all of that was as expected."""

from __future__ import annotations

import pytest

from compat.expected import surprises
from compat.page import PAGE, page
from compat.record import RESULTS, saved_results

tomllib = pytest.importorskip("tomllib", reason="Python 3.10 has none")

LISTED = RESULTS.parent / "releases.toml"


def test_every_listed_release_was_measured_as_expected() -> None:
    listed = {
        (each["version"], each["index"])
        for each in tomllib.loads(LISTED.read_text(encoding="utf-8"))["release"]
    }
    results = saved_results()
    assert {(result.release, result.index) for result in results} == listed
    for result in results:
        assert list(surprises(result)) == [], result.jupyter_ai


def test_the_page_is_made_from_the_results() -> None:
    assert _words(page(saved_results())) == _words(PAGE.read_text(encoding="utf-8"))


def _words(text: str) -> list[str]:
    # Prettier formats the page after it: widths of tables and line breaks are its own.
    return text.replace("-", "").split()
