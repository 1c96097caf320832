"""Keep `docs/troubleshooting.md` in step with the causes of failures.

    python -m scripts.help_sections          add an empty section for each cause that has none
    python -m scripts.help_sections --check  write nothing; exit 1 if the page is not in step

The words of a section are written by hand; its heading is the cause, so that it is the anchor too.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "troubleshooting.md"

CHECKLISTS = "## Checklist"
"""How the sections begin that are about no single cause; they stand at the end."""
PARTS = ("**What you see:**", "**Why:**", "**What to do:**")
"""What each section has, in this order."""

_SECTION = re.compile(r"^## (?!Checklist)(.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def sections(page: str) -> dict[str, str]:
    """The text of each section about a cause, by heading."""
    return {heading.strip(): text for heading, text in _SECTION.findall(page)}


def complaints(page: str) -> list[str]:
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


@click.command()
@click.option("--check", is_flag=True, help="Write nothing, only compare.")
@click.pass_context
def main(context: click.Context, check: bool) -> None:
    """Bring the page in step with the causes."""
    if not check:
        PAGE.write_text(with_skeletons(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    wrong = complaints(PAGE.read_text(encoding="utf-8"))
    for each in wrong:
        click.echo(f"docs/{PAGE.name}: {each}", err=True)
    context.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
