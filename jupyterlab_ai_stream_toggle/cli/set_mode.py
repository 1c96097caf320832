"""`jupyter ai-stream set`: the mode of a provider or a model."""

from __future__ import annotations

import asyncio

import click

from ..modes import Mode
from .names import NAME, Named
from .options import json_option
from .show import show_json

INHERIT = "inherit"
EVERYTHING = Named("default", None)


@click.command("set")
@click.argument("name", type=NAME, metavar="PROVIDER[:MODEL]")
@click.argument("mode", type=click.Choice([*(mode.value for mode in Mode), INHERIT]))
@json_option
def set_mode(name: Named, mode: str, as_json: bool) -> None:
    """Set the mode of a provider, of one of its models, or of everything (`default`).

    `inherit` takes the mode away, so that the next less specific one counts. It is the very
    setting that JupyterLab shows; a running server obeys it with the next message.
    """
    from ..policy.settings_error import SettingsError
    from ..policy.store import ModeLocked
    from .installation import installation

    provider, model = (None, None) if name == EVERYTHING else name
    modes = installation().modes
    try:
        decision = asyncio.run(
            modes.set_mode(provider, model, None if mode == INHERIT else Mode(mode))
        )
    except ModeLocked as locked:
        raise click.ClickException(
            f"The mode of {name} is locked to {locked.lock.mode.value} by the administrator: "
            f"{locked.lock.reason}"
        ) from locked
    except SettingsError as error:
        raise click.ClickException(f"The mode was not saved. {error}") from error
    if as_json:
        show_json(
            {
                "provider": provider,
                "model": model,
                "mode": None if mode == INHERIT else mode,
                "in_force": decision.mode.value,
                "source": decision.source.value,
            }
        )
        return
    click.echo(f"{name}: {decision.mode.value} ({decision.source.value})")
