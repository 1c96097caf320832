"""`jupyter ai-stream forget`: what was found out about endpoints."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from ..language import say
from .names import NAME, Named
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from ..target import Target


@click.command()
@click.argument("name", type=NAME, required=False, metavar="[PROVIDER[:MODEL]]")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@json_option
def forget(name: Named | None, yes: bool, as_json: bool) -> None:
    """Reset detection results for a provider, a model, or everything.

    The next message is streamed again. A running server applies the change with its next message.

    Exit code 1: there was nothing to reset.
    """
    from .installation import installation

    here = installation()
    if here.options.remember != "always":
        raise click.ClickException(
            say(
                "Detection results are not saved, because c.StreamToggle.remember is “{remember}”. "
                "To reset those of a running server, use its settings or restart it.",
                remember=here.options.remember,
            )
        )
    if name is None and not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(
                say("Name a provider or a model, or use --yes to reset everything.")
            )
        click.confirm(say("Reset the detection results of all endpoints?"), abort=True)

    def matches(target: Target) -> bool:
        return name is None or (
            target.provider == name.provider and name.model in (None, target.model)
        )

    try:
        forgotten = asyncio.run(here.memory.forget(matches, with_central=False))
    except OSError as error:
        raise click.ClickException(
            say("The detection results could not be reset: {error}", error=error)
        ) from error
    if as_json:
        show_json({"forgotten": forgotten})
    else:
        click.echo(say("Detection results reset: {count}", count=forgotten))
    if not forgotten:
        raise SystemExit(1)
