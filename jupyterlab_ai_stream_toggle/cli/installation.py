"""The switch of this user, without a server: the same configuration, files and rules."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from jupyter_core.application import JupyterApp

from ..composition import Options, compose
from ..extension import StreamToggle
from ..jupyter_ai.detect import Found
from ..jupyter_ai.saved import Saved, SavedUnreadable, saved_model
from ..language import say
from ..policy.directories import directories_of
from ..policy.store import ModeStore

if TYPE_CHECKING:
    from ..capability.memory import CapabilityMemory

LOG = logging.getLogger("jupyter-ai-stream")


class _Configuration(JupyterApp):
    """Reads what `jupyter server` reads; options on a server's command line are not known."""

    name = "jupyter-server"

    def files(self, *names: str) -> Any:
        """The configuration in files of these names, later ones win."""
        for name in names:
            self.config_file_name = name
            self.load_config_file(suppress_errors=False)
        return self.config


@dataclass(frozen=True)
class Installation:
    """The switch, and the model that Jupyter AI has saved."""

    options: Options
    modes: ModeStore
    memory: CapabilityMemory
    found: Found
    saved: Saved | None
    problems: tuple[str, ...]
    """What could not be read, a sentence each."""


def installation() -> Installation:
    """Raises ClickException for configuration that a server would refuse as well."""
    try:
        extension = StreamToggle(
            config=_Configuration(log=LOG).files(
                "jupyter_server_config", f"jupyter_{StreamToggle.name}_config"
            )
        )
        options = extension.options()
    except SystemExit as error:
        raise click.ClickException(str(error)) from error
    except Exception as error:  # a configuration file is a program, and may do anything
        raise click.ClickException(
            say("The Jupyter configuration cannot be read: {error}", error=error)
        ) from error
    switch = compose(options, lambda: directories_of([]), LOG)
    saved, problems = None, []
    try:
        saved = saved_model(switch.found.generation)
    except SavedUnreadable as error:
        problems.append(str(error))
    return Installation(
        options=options,
        modes=switch.modes,
        memory=switch.memory,
        found=switch.found,
        saved=saved,
        problems=tuple(problems),
    )
