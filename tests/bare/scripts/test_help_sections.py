"""A failure without a section in the help is told, in each language, and one about nothing."""

from __future__ import annotations

import re

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES
from scripts.catalogs import catalog_files
from scripts.help_sections import (
    CHECKLISTS,
    ENGLISH,
    PAGES,
    Page,
    out_of_step,
    sections,
    with_skeletons,
    wrong_with,
)


@pytest.fixture(params=PAGES, ids=lambda page: page.path.name)
def page(request: pytest.FixtureRequest) -> Page:
    assert isinstance(request.param, Page)
    return request.param


def test_each_language_has_a_page() -> None:
    languages = [file.parent.parent.name.replace("_", "-") for file in catalog_files()]
    assert sorted(page.path.name for page in PAGES) == sorted(
        ["troubleshooting.md", *(f"troubleshooting.{each}.md" for each in languages)]
    )


def test_nothing_is_wrong_with_it(page: Page) -> None:
    assert wrong_with(page.read(), page) == []
    assert out_of_step(page.read(), ENGLISH.read()) == []


def test_a_missing_section_is_told_and_added(page: Page) -> None:
    text = page.read()
    without = text[: text.index(page.heading("unknown"))] + text[text.index(CHECKLISTS) :]
    assert wrong_with(without, page) == ["unknown has no section"]
    assert "it has other sections than the English page" in out_of_step(without, ENGLISH.read())
    added = with_skeletons(without, page)
    assert list(sections(added)) == list(CAUSES)
    assert all(part in sections(added)["unknown"].text for part in page.parts)


def test_a_section_about_nothing_is_told(page: Page) -> None:
    wrong = wrong_with(page.read().replace('<a id="unknown">', '<a id="unknwon">'), page)
    assert "unknwon is the name of no failure" in wrong


def test_headings_are_the_titles_that_users_read(page: Page) -> None:
    assert {cause: section.title for cause, section in sections(page.read()).items()} == {
        cause: page.title(cause) for cause in CAUSES
    }
    other = page.read().replace(page.heading("unknown"), '## <a id="unknown"></a>Unknown\n')
    title = page.title("unknown")
    assert f"unknown has another title than its failure: {title}" in wrong_with(other, page)


def test_a_command_that_only_one_page_has_is_told(page: Page) -> None:
    other = page.read().replace("AZURE_API_VERSION", "AZURE_VERSION", 1)
    assert out_of_step(other, page.read()) == [
        "api-version-unsupported does not have `AZURE_API_VERSION`",
        "api-version-unsupported has `AZURE_VERSION`, which the English page has not",
    ]


def test_links_within_the_page_lead_somewhere(page: Page) -> None:
    anchors = re.findall(r'<a id="([^"]+)">', page.read())
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page.read())) <= set(anchors)


def test_a_heading_without_an_anchor_is_told(page: Page) -> None:
    assert "## More has no anchor" in wrong_with(f"{page.read()}\n## More\n", page)
