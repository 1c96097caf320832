"""Every release that is listed was measured, and all of that was as expected."""

from __future__ import annotations

import pytest

from compat.expected import surprises
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
