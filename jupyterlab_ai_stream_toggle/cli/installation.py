"""The switch of this user, without a server: the same configuration, files and rules."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from jupyter_core.application import JupyterApp
from traitlets import TraitError
from traitlets.config import Config

from ..composition import Options, compose
from ..configuration.environment import unknown_variables
from ..configuration.files import Unreadable, config_files
from ..extension import StreamToggle
from ..jupyter_ai.detect import Found
from ..jupyter_ai.saved import Saved, SavedUnreadable, saved_model
from ..language import say
from ..policy.directories import directories_of
from ..policy.store import ModeStore
from .configured import Configured, configured_by

if TYPE_CHECKING:
    from ..capability.memory import CapabilityMemory

LOG = logging.getLogger("jupyter-ai-stream")


CONFIG_FILES = ("jupyter_config", "jupyter_server_config", f"jupyter_{StreamToggle.name}_config")
"""What `jupyter server` reads; options on a server's command line are not known."""


@dataclass(frozen=True)
class Installation:
    """The switch, and the model that Jupyter AI has saved."""

    options: Options
    configured: tuple[Configured, ...]
    modes: ModeStore
    memory: CapabilityMemory
    found: Found
    saved: Saved | None
    problems: tuple[str, ...]
    """What could not be read, a sentence each."""


def installation() -> Installation:
    """Raises ClickException for configuration that a server would refuse as well."""
    try:
        files = list(config_files(CONFIG_FILES, JupyterApp().config_file_paths))
        config = Config()
        for each in files:
            config.merge(each.config)
        extension = StreamToggle(config=config, log=LOG)
        options = extension.options()
    except SystemExit as error:
        raise click.ClickException(str(error)) from error
    except Unreadable as error:
        raise click.ClickException(
            say("The Jupyter configuration cannot be read: {error}", error=error)
        ) from error
    except TraitError as error:
        raise click.ClickException(str(error)) from error
    switch = compose(options, lambda: directories_of([]), LOG)
    saved = None
    problems = [text for _, text in unknown_variables(StreamToggle, os.environ)]
    try:
        saved = saved_model(switch.found.generation)
    except SavedUnreadable as error:
        problems.append(str(error))
    return Installation(
        options=options,
        configured=tuple(configured_by(extension, files)),
        modes=switch.modes,
        memory=switch.memory,
        found=switch.found,
        saved=saved,
        problems=tuple(problems),
    )
