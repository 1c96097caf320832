"""The sections of the help pages, one for each cause of failures, in each language.

A missing one is generated empty: its words are written by hand. The heading is the title that users
read elsewhere; what links go by is the anchor in it, the id of the cause.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES

from .catalogs import catalog_of
from .node import ROOT

CHECKLISTS = '## <a id="checklist'
"""How the sections begin that are about no single cause; they stand at the end."""

_SECTION = re.compile(
    r'^## <a id="(?!contents|checklist)([^"\n]+)"></a>(.*?)\n(.*?)(?=^## |\Z)',
    re.MULTILINE | re.DOTALL,
)
_WITHOUT_ANCHOR = re.compile(r"^## (?!<a id=).*", re.MULTILINE)
_ANCHOR = re.compile(r'^## <a id="([^"\n]+)">', re.MULTILINE)
_CODE = re.compile(r"`[^`]+`")


def _in_chinese(text: str) -> str:
    known = catalog_of("zh_CN").get(text)
    return str(known.string) if known else ""


@dataclass(frozen=True)
class Page:
    """A help page, in one language."""

    path: Path
    parts: tuple[str, ...]
    """What each section has, in this order."""
    say: Callable[[str], str]
    """A text of the program, in this language."""

    def read(self) -> str:
        """What stands in it."""
        return self.path.read_text(encoding="utf-8")

    def title(self, cause: str) -> str:
        """What users read for the cause."""
        return self.say(CAUSES[cause].title)

    def heading(self, cause: str) -> str:
        """The heading of a cause's section."""
        return f'## <a id="{cause}"></a>{self.title(cause)}\n'


ENGLISH = Page(
    ROOT / "docs" / "troubleshooting.md",
    ("**What you see:**", "**Why:**", "**What to do:**"),
    lambda text: text,
)
CHINESE = Page(
    ROOT / "docs" / "troubleshooting.zh-CN.md",
    ("**现象：**", "**原因：**", "**处理方法：**"),  # noqa: RUF001
    _in_chinese,
)
PAGES = (ENGLISH, CHINESE)


@dataclass(frozen=True)
class Section:
    """What the page says of a cause."""

    title: str
    text: str


def sections(text: str) -> dict[str, Section]:
    """The sections about a cause, by its id."""
    return {cause: Section(title, said) for cause, title, said in _SECTION.findall(text)}


def wrong_with(text: str, page: Page = ENGLISH) -> list[str]:
    """What is wrong with the text of a page."""
    found = sections(text)
    causes = list(CAUSES)
    wrong = [f"{cause} has no section" for cause in causes if cause not in found]
    wrong += [f"{cause} is the name of no failure" for cause in found if cause not in causes]
    wrong += [f"{bare} has no anchor" for bare in _WITHOUT_ANCHOR.findall(text)]
    if not wrong and list(found) != causes:
        wrong.append("the sections have another order than the causes")
    for cause, section in found.items():
        places = [section.text.find(part) for part in page.parts]
        if -1 in places or places != sorted(places):
            wrong.append(f"{cause} does not have the parts {', '.join(page.parts)}")
        if cause in CAUSES and section.title != page.title(cause):
            wrong.append(f"{cause} has another title than its failure: {page.title(cause)}")
        if f"[{section.title}](#{cause})" not in text:
            wrong.append(f"{cause} is missing in the list at the top")
    return wrong


def out_of_step(text: str, english: str) -> list[str]:
    """Where a page says other things than the English one, as far as a program can tell.

    The names of settings, the commands and the addresses are the same in every language.
    """
    wrong = []
    if _ANCHOR.findall(text) != _ANCHOR.findall(english):
        wrong.append("it has other sections than the English page")
    ours, theirs = _by_section(text), _by_section(english)
    for anchor in ours.keys() & theirs.keys():
        if missing := theirs[anchor] - ours[anchor]:
            wrong.append(f"{anchor} does not have {', '.join(sorted(missing))}")
        if added := ours[anchor] - theirs[anchor]:
            wrong.append(f"{anchor} has {', '.join(sorted(added))}, which the English page has not")
    return wrong


def _by_section(text: str) -> dict[str, set[str]]:
    """The code in each section, by its anchor."""
    _, *parts = _ANCHOR.split(text)
    return {
        anchor: {" ".join(code.split()) for code in _CODE.findall(said)}
        for anchor, said in zip(parts[::2], parts[1::2], strict=True)
    }


def with_skeletons(text: str, page: Page = ENGLISH) -> str:
    """The text with an empty section for each cause that has none."""
    missing = [cause for cause in CAUSES if cause not in sections(text)]
    empty = "\n\n".join(page.parts)
    added = "".join(f"{page.heading(cause)}\n{empty}\n\n" for cause in missing)
    place = text.find(CHECKLISTS)
    return f"{text}\n{added}" if place < 0 else text[:place] + added + text[place:]


def generated() -> dict[Path, str]:
    """The pages, by their paths."""
    return {page.path: with_skeletons(page.read(), page) for page in PAGES}


def complaints() -> list[str]:
    """What only a person can mend in the pages as they stand."""
    return [
        f"docs/{page.path.name}: {each}"
        for page in PAGES
        for each in (
            *wrong_with(page.read(), page),
            *out_of_step(page.read(), ENGLISH.read()),
        )
    ]
