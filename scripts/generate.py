"""Write every file that is generated and kept in the repository, each from its source.

    python -m scripts.generate          write those that are out of date: `make generate`
    python -m scripts.generate --check  write nothing, tell them: a part of `make lint`

What is missing in them and only a person can write, a translation or the words of a help section,
is told in both cases. The exit code is 1 where anything is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from compat import page as compatibility

from . import (
    catalogs,
    fault_table,
    help_sections,
    node,
    openapi,
    outlook_table,
    performance_table,
    provider_table,
    wire_types,
)

GENERATORS = (
    catalogs,
    openapi,
    wire_types,
    help_sections,
    fault_table,
    outlook_table,
    performance_table,
    provider_table,
    compatibility,
)
"""Each has `generated()`: the texts of its files."""

WORK_FOR_PEOPLE = (catalogs, help_sections)
"""Each has `complaints()`: what is missing in the files as they stand."""


def out_of_date() -> Iterator[tuple[Path, str]]:
    """The files that differ from what is made of their sources, and what they should be."""
    for generator in GENERATORS:
        for path, text in generator.generated().items():
            before = path.read_text(encoding="utf-8") if path.exists() else None
            after = _formatted(path, text)
            if before != after:
                yield path, after


def _formatted(path: Path, text: str) -> str:
    # As `make lint` wants it; all else is left to its generator.
    if path.suffix not in (".json", ".md"):
        return text
    prettier = "node_modules/prettier/bin/prettier.cjs"
    return node.run(prettier, "--stdin-filepath", str(path), given=text)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing, only compare.")
@click.pass_context
def main(context: click.Context, check: bool) -> None:
    """Bring what is generated up to date with its sources."""
    told = []
    for path, text in out_of_date():
        name = path.relative_to(node.ROOT)
        if check:
            told.append(f"{name} is out of date: run `make generate`.")
        else:
            path.write_text(text, encoding="utf-8")
            click.echo(f"Wrote {name}.")
    told += [complaint for each in WORK_FOR_PEOPLE for complaint in each.complaints()]
    for each in told:
        click.echo(each, err=True)
    context.exit(1 if told else 0)


if __name__ == "__main__":
    main()
