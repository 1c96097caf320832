"""`jupyter ai-stream restore`: the last good settings, where a file was damaged."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from ..language import say
from .options import json_option
from .show import day, show_json

if TYPE_CHECKING:
    from ..policy.recovery import Damage

_COLOURS = {"-": "red", "+": "green"}


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@json_option
def restore(yes: bool, as_json: bool) -> None:
    """Restore the last valid settings if the settings file is damaged.

    Shows the differences first. The damaged file is kept under another name.

    Exit code 1: the settings are valid, or cannot be restored.
    """
    from ..policy.recovery import NothingDamaged
    from ..policy.settings_error import SettingsError
    from .installation import installation

    modes = installation().modes
    try:
        damage = asyncio.run(modes.damage())
        if damage is None:
            raise NothingDamaged
        if not as_json:
            _show(damage)
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError(say("Use --yes to replace the settings."))
            click.confirm(say("Replace the settings?"), abort=True)
        restored = asyncio.run(modes.restore())
    except NothingDamaged as error:
        raise click.ClickException(
            say("The settings are valid. There is nothing to restore.")
        ) from error
    except SettingsError as error:
        raise click.ClickException(
            say("The settings were not restored: {error}", error=error)
        ) from error
    if as_json:
        show_json({"kept_as": str(restored.kept_as), "from_copy": restored.from_copy})
        return
    click.echo(
        say("The last valid settings were restored.")
        if restored.from_copy
        else say("The settings were reset to their defaults.")
    )
    click.echo(say("The damaged file was saved as {path}.", path=restored.kept_as))


def _show(damage: Damage) -> None:
    from ..diagnosis.redaction import redact

    click.echo(f"{damage.path}: {damage.problem}.")
    if damage.last_good:
        click.echo(say("Last valid settings: {when}", when=day(damage.last_good.saved)))
    else:
        click.echo(say("There is no copy of valid settings. They will be reset to their defaults."))
    for line in damage.differences:
        click.echo(click.style(f"  {redact(line)}", fg=_COLOURS.get(line[:1])))
