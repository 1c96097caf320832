"""`jupyter ai-stream set`: the mode of a provider or a model."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from ..language import say
from ..mode_names import mode_name, names_of_either
from ..modes import Mode
from .names import NAME, Named
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from ..policy.locks import Lock

INHERIT = "inherit"
EVERYTHING = Named("default", None)


@click.command("set")
@click.argument("name", type=NAME, metavar="PROVIDER[:MODEL]")
@click.argument("mode", type=click.Choice([*(mode.value for mode in Mode), INHERIT]))
@json_option
def set_mode(name: Named, mode: str, as_json: bool) -> None:
    """Set the streaming mode of a provider, a model, or everything (`default`).

    `inherit` removes the setting, so the broader one applies. JupyterLab shows the same setting. A
    running server applies it with the next message.

    A name that Jupyter AI does not know is set as well, with a warning.
    """
    from ..policy.settings_error import SettingsError
    from ..policy.store import ModeLocked
    from .doubts import doubt_about
    from .installation import installation
    from .words import decision_words

    provider, model = (None, None) if name == EVERYTHING else name
    here = installation()
    try:
        decision = asyncio.run(
            here.modes.set_mode(provider, model, None if mode == INHERIT else Mode(mode))
        )
    except ModeLocked as locked:
        raise click.ClickException(_forbidden(name, locked.lock)) from locked
    except SettingsError as error:
        raise click.ClickException(say("The mode was not saved: {error}", error=error)) from error
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
    else:
        words = decision_words(decision)
        click.echo(f"{name}: {words}")
    # What is taken away need not be known, and what it asks takes a while.
    if provider and mode != INHERIT and (doubt := doubt_about(name, here)):
        click.echo(say("Warning: {text}", text=doubt), err=True)


def _forbidden(name: Named, lock: Lock) -> str:
    what = say("all providers") if name == EVERYTHING else name
    if len(lock.modes) == 1:
        return say(
            "Your administrator locked {name} to {mode}: {reason}",
            name=what,
            mode=mode_name(lock.modes[0]),
            reason=say(lock.reason),
        )
    return say(
        "Your administrator limited {name} to {modes}: {reason}",
        name=what,
        modes=names_of_either(lock.modes),
        reason=say(lock.reason),
    )
