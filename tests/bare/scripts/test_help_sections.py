"""A failure without a section in the help is told, and a section about nothing."""

from __future__ import annotations

import re

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from scripts.help_sections import (
    CHECKLISTS,
    PAGE,
    PARTS,
    heading,
    sections,
    with_skeletons,
    wrong_with,
)

TEXT = PAGE.read_text(encoding="utf-8")


def test_a_missing_section_is_told_and_added() -> None:
    start = TEXT.index(heading("unknown"))
    without = TEXT[:start] + TEXT[TEXT.index(CHECKLISTS) :]
    assert wrong_with(without) == ["unknown has no section"]
    added = with_skeletons(without)
    assert list(sections(added)) == list(CAUSES)
    assert all(part in sections(added)["unknown"].text for part in PARTS)


def test_a_section_about_nothing_is_told() -> None:
    wrong = wrong_with(TEXT.replace('<a id="unknown">', '<a id="unknwon">'))
    assert "unknwon is the name of no failure" in wrong


def test_headings_are_the_titles_that_users_read() -> None:
    assert {cause: section.title for cause, section in sections(TEXT).items()} == {
        cause: each.title for cause, each in CAUSES.items()
    }
    wrong = wrong_with(TEXT.replace(heading("unknown"), '## <a id="unknown"></a>Unknown\n'))
    assert "unknown has another title than its failure: Request failed" in wrong


def test_links_within_the_page_lead_somewhere() -> None:
    anchors = re.findall(r'<a id="([^"]+)">', TEXT)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= set(anchors)


def test_a_heading_without_an_anchor_is_told() -> None:
    assert "## More has no anchor" in wrong_with(f"{TEXT}\n## More\n")
