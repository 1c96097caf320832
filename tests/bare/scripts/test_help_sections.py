"""A failure without a section in the help is told, and a section about nothing."""

from __future__ import annotations

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from scripts.help_sections import CHECKLISTS, PAGE, PARTS, sections, with_skeletons, wrong_with

TEXT = PAGE.read_text(encoding="utf-8")


def test_a_missing_section_is_told_and_added() -> None:
    start = TEXT.index("## unknown\n")
    without = TEXT[:start] + TEXT[TEXT.index(CHECKLISTS) :]
    assert wrong_with(without) == ["unknown has no section"]
    added = with_skeletons(without)
    assert list(sections(added)) == list(CAUSES)
    assert all(part in sections(added)["unknown"] for part in PARTS)


def test_a_section_about_nothing_is_told() -> None:
    wrong = wrong_with(TEXT.replace("## unknown\n", "## unknwon\n"))
    assert "unknwon is the name of no failure" in wrong
