"""`jupyter ai-stream restore`: the last good settings, where a file was damaged."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from .options import json_option
from .show import day, show_json

if TYPE_CHECKING:
    from ..policy.recovery import Damage

_COLOURS = {"-": "red", "+": "green"}


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask before the settings are replaced.")
@json_option
def restore(yes: bool, as_json: bool) -> None:
    """Bring the last good settings back, where the file is damaged.

    Shows what differs first. The damaged file is kept under another name.
    Exit code 1: the settings are good, or cannot be restored.
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
                raise click.UsageError("Say --yes to replace the settings.")
            click.confirm("Replace the settings?", abort=True)
        restored = asyncio.run(modes.restore())
    except NothingDamaged as error:
        raise click.ClickException("The settings are good: there is nothing to restore.") from error
    except SettingsError as error:
        raise click.ClickException(f"The settings were not restored. {error}") from error
    if as_json:
        show_json({"kept_as": str(restored.kept_as), "from_copy": restored.from_copy})
        return
    click.echo(
        "The last good settings are back."
        if restored.from_copy
        else "The settings are as after installation."
    )
    click.echo(f"The damaged file is kept as {restored.kept_as}.")


def _show(damage: Damage) -> None:
    from ..diagnosis.redaction import redact

    click.echo(f"{damage.path}: {damage.problem}.")
    if damage.last_good:
        click.echo(f"The last good settings are of {day(damage.last_good.saved)}.")
    else:
        click.echo("There is no copy of good settings: they will be as after installation.")
    for line in damage.differences:
        click.echo(click.style(f"  {redact(line)}", fg=_COLOURS.get(line[:1])))
