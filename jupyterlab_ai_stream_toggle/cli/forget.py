"""`jupyter ai-stream forget`: what was found out about endpoints."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from .names import NAME, Named
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from ..target import Target


@click.command()
@click.argument("name", type=NAME, required=False, metavar="[PROVIDER[:MODEL]]")
@click.option("--yes", is_flag=True, help="Do not ask before everything is forgotten.")
@json_option
def forget(name: Named | None, yes: bool, as_json: bool) -> None:
    """Forget what was found out about a provider, about a model, or about everything.

    The next message asks for a stream again. A running server notices with its next message.
    Exit code 1: nothing was known.
    """
    from .installation import installation

    here = installation()
    if here.options.remember != "always":
        raise click.ClickException(
            f"Nothing is kept on disk: c.StreamToggle.remember is '{here.options.remember}'. "
            "What a running server knows is forgotten in its settings, or when it restarts."
        )
    if name is None and not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("Name a provider or a model, or say --yes to forget everything.")
        click.confirm("Forget what was found out about every endpoint?", abort=True)

    def matches(target: Target) -> bool:
        return name is None or (
            target.provider == name.provider and name.model in (None, target.model)
        )

    try:
        forgotten = asyncio.run(here.memory.forget(matches))
    except OSError as error:
        raise click.ClickException(
            f"Nothing was forgotten: what is known cannot be written: {error}"
        ) from error
    if as_json:
        show_json({"forgotten": forgotten})
    else:
        click.echo(f"Forgotten: {forgotten}.")
    if not forgotten:
        raise SystemExit(1)
