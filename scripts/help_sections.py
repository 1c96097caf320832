"""The sections of `docs/troubleshooting.md`, one for each cause of failures.

A missing one is generated empty: its words are written by hand. The heading is the cause, so that
it is the anchor too.
"""

from __future__ import annotations

import re
from pathlib import Path

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES

from .node import ROOT

PAGE = ROOT / "docs" / "troubleshooting.md"

CHECKLISTS = "## Checklist"
"""How the sections begin that are about no single cause; they stand at the end."""
PARTS = ("**What you see:**", "**Why:**", "**What to do:**")
"""What each section has, in this order."""

_SECTION = re.compile(r"^## (?!Checklist)(.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def sections(page: str) -> dict[str, str]:
    """The text of each section about a cause, by heading."""
    return {heading.strip(): text for heading, text in _SECTION.findall(page)}


def wrong_with(page: str) -> list[str]:
    """What is wrong with the page."""
    found = sections(page)
    causes = list(CAUSES)
    wrong = [f"{cause} has no section" for cause in causes if cause not in found]
    wrong += [f"{heading} is the name of no failure" for heading in found if heading not in causes]
    if not wrong and list(found) != causes:
        wrong.append("the sections have another order than the causes")
    for heading, text in found.items():
        places = [text.find(part) for part in PARTS]
        if -1 in places or places != sorted(places):
            wrong.append(f"{heading} does not have the parts {', '.join(PARTS)}")
        if f"(#{heading})" not in page:
            wrong.append(f"{heading} is missing in the list at the top")
    return wrong


def with_skeletons(page: str) -> str:
    """The page with an empty section for each cause that has none."""
    missing = [cause for cause in CAUSES if cause not in sections(page)]
    empty = "\n\n".join(PARTS)
    added = "".join(f"## {cause}\n\n{empty}\n\n" for cause in missing)
    place = page.find(CHECKLISTS)
    return f"{page}\n{added}" if place < 0 else page[:place] + added + page[place:]


def generated() -> dict[Path, str]:
    """The page, by its path."""
    return {PAGE: with_skeletons(PAGE.read_text(encoding="utf-8"))}


def complaints() -> list[str]:
    """What only a person can mend in the page as it stands."""
    wrong = wrong_with(PAGE.read_text(encoding="utf-8"))
    return [f"docs/{PAGE.name}: {each}" for each in wrong]
