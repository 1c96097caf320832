"""The page of releases stands for what was measured, and all of that was as expected."""

from __future__ import annotations

from compat.expected import surprises
from compat.page import PAGE
from compat.record import saved_results

# What the extension says that it works with.
RELEASES = [
    *("2.12.0", "2.18.1", "2.19.1", "2.20.0", "2.24.1", "2.25.0", "2.26.0", "2.28.5"),
    *("2.29.1", "2.30.0", "2.31.7", "3.0.1", "3.2.0"),
]


def test_every_release_was_measured_as_expected() -> None:
    results = saved_results()
    assert [result.jupyter_ai for result in results] == RELEASES
    for result in results:
        assert list(surprises(result)) == [], result.jupyter_ai


def test_every_release_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [release for release in RELEASES if f"\n## {release}\n" not in text] == []
    assert "not measured" not in text
