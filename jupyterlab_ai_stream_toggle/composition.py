"""What a switch is made of: the same for a server and for the command line.

The one place that joins what was asked for, what was found out and what failed. `extension.py` adds
what only a server has: Jupyter AI's models, the REST interface and its events.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from .capability.central import CentralKnowledge, files_on_data_path
from .capability.memory import LIMIT, CapabilityMemory, without_memory
from .capability.memory import Changed as CapabilityChanged
from .capability.storage import CapabilityFile
from .diagnosis.log import FailureLog, Reported
from .jupyter_ai.detect import Found, find_jupyter_ai
from .models.governor import Governor
from .models.told import ReplyListener
from .modes import Mode
from .policy.directories import SettingsDirectories
from .policy.locks import Lock
from .policy.settings_file import SettingsFile
from .policy.store import Changed as ModeChanged
from .policy.store import ModeStore


@dataclass(frozen=True)
class Options:
    """What the administrator configured, by the traits of `StreamToggle`."""

    default_mode: Mode | None
    locks: Mapping[str, Lock]
    remember: str
    """`always`, `until-restart` or `never`."""
    memory_file: Path | None
    """None: the usual one, in Jupyter's data directory of the user."""
    known_files: tuple[Path, ...] = ()
    """What is known centrally; beside the files on Jupyter's data path."""


@dataclass(frozen=True)
class Listeners:
    """Who hears of changes. By default nobody: a running server sees by itself what changed."""

    decision: ModeChanged = lambda *_: None
    capability: CapabilityChanged = lambda *_: None
    failure: Reported | None = None
    reply: ReplyListener | None = None


@dataclass(frozen=True)
class Switch:
    """The switch of one user."""

    found: Found
    modes: ModeStore
    memory: CapabilityMemory
    failures: FailureLog
    governor: Governor


def compose(
    options: Options,
    directories: Callable[[], SettingsDirectories],
    log: logging.Logger,
    listeners: Listeners | None = None,
) -> Switch:
    """Put a switch together. `directories` of the settings are asked for when they are needed."""
    hear = listeners or Listeners()
    modes = ModeStore(
        lambda: SettingsFile(directories()),
        locks=options.locks,
        administrator_default=options.default_mode,
        changed=hear.decision,
        log=log,
    )
    memory = _memory(options, hear.capability, log)
    failures = FailureLog(hear.failure)
    return Switch(
        found=find_jupyter_ai(),
        modes=modes,
        memory=memory,
        failures=failures,
        governor=Governor(modes, memory, failures, log, hear.reply),
    )


def _memory(options: Options, changed: CapabilityChanged, log: logging.Logger) -> CapabilityMemory:
    if options.remember == "never":
        return without_memory(log)
    file = None
    if options.remember == "always":
        usual = Path(jupyter_data_dir(), "jupyterlab_ai_stream_toggle", "capabilities.json")
        file = CapabilityFile(options.memory_file or usual, LIMIT, log)
    central = CentralKnowledge(options.known_files, files_on_data_path(), log)
    return CapabilityMemory(changed, file=file, central=central, log=log)
