"""What the cells of the page of faults say."""

from __future__ import annotations

from scripts.fault_table import cell, words


def test_what_is_seen_and_what_is_asked_for() -> None:
    assert cell("refuse-400", "auto") == words("whole", "Sn", "n") == "the response; `Sn`, `n`"
    assert cell("stream-only", "off") == words("error", "n", "n")


def test_where_the_two_generations_differ_both_are_told() -> None:
    assert cell("no-stream-tools", "on") == "<br>".join(
        [words("whole", "S", "S"), words("error", "S", "S")]
    )
