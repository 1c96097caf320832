"""`python -m compat --index DAY`: measure the release that this environment has."""

from __future__ import annotations

import asyncio

import click

from .expected import surprises
from .measure import measure


@click.command()
@click.option("--index", required=True, help="The day whose package index was installed from.")
def main(index: str) -> None:
    """Measure the release of Jupyter AI that this environment has, and keep the result."""
    result = asyncio.run(measure(index))
    click.echo(f"Wrote {result.save()}.")
    found = list(surprises(result))
    for surprise in found:
        click.echo(f"Not as expected: {surprise}", err=True)
    if found:
        raise SystemExit(1)


main()
