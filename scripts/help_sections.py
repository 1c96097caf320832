"""The sections of `docs/troubleshooting.md`, one for each cause of failures.

A missing one is generated empty: its words are written by hand. The heading is the title that users
read elsewhere; what links go by is the anchor in it, the id of the cause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES

from .node import ROOT

PAGE = ROOT / "docs" / "troubleshooting.md"

CHECKLISTS = '## <a id="checklist'
"""How the sections begin that are about no single cause; they stand at the end."""
PARTS = ("**What you see:**", "**Why:**", "**What to do:**")
"""What each section has, in this order."""

_SECTION = re.compile(
    r'^## <a id="(?!contents|checklist)([^"\n]+)"></a>(.*?)\n(.*?)(?=^## |\Z)',
    re.MULTILINE | re.DOTALL,
)
_WITHOUT_ANCHOR = re.compile(r"^## (?!<a id=).*", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """What the page says of a cause."""

    title: str
    text: str


def sections(page: str) -> dict[str, Section]:
    """The sections about a cause, by its id."""
    return {cause: Section(title, text) for cause, title, text in _SECTION.findall(page)}


def heading(cause: str) -> str:
    """The heading of a cause's section."""
    return f'## <a id="{cause}"></a>{CAUSES[cause].title}\n'


def wrong_with(page: str) -> list[str]:
    """What is wrong with the page."""
    found = sections(page)
    causes = list(CAUSES)
    wrong = [f"{cause} has no section" for cause in causes if cause not in found]
    wrong += [f"{cause} is the name of no failure" for cause in found if cause not in causes]
    wrong += [f"{bare} has no anchor" for bare in _WITHOUT_ANCHOR.findall(page)]
    if not wrong and list(found) != causes:
        wrong.append("the sections have another order than the causes")
    for cause, section in found.items():
        places = [section.text.find(part) for part in PARTS]
        if -1 in places or places != sorted(places):
            wrong.append(f"{cause} does not have the parts {', '.join(PARTS)}")
        if cause in CAUSES and section.title != CAUSES[cause].title:
            wrong.append(f"{cause} has another title than its failure: {CAUSES[cause].title}")
        if f"[{section.title}](#{cause})" not in page:
            wrong.append(f"{cause} is missing in the list at the top")
    return wrong


def with_skeletons(page: str) -> str:
    """The page with an empty section for each cause that has none."""
    missing = [cause for cause in CAUSES if cause not in sections(page)]
    empty = "\n\n".join(PARTS)
    added = "".join(f"{heading(cause)}\n{empty}\n\n" for cause in missing)
    place = page.find(CHECKLISTS)
    return f"{page}\n{added}" if place < 0 else page[:place] + added + page[place:]


def generated() -> dict[Path, str]:
    """The page, by its path."""
    return {PAGE: with_skeletons(PAGE.read_text(encoding="utf-8"))}


def complaints() -> list[str]:
    """What only a person can mend in the page as it stands."""
    wrong = wrong_with(PAGE.read_text(encoding="utf-8"))
    return [f"docs/{PAGE.name}: {each}" for each in wrong]
