"""The home of a user for whom no server runs."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.cli.group import main
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

Command = Callable[..., Result]

MEMORY = "data/jupyterlab_ai_stream_toggle/capabilities.json"


def environment_of(home: Path) -> dict[str, str]:
    """What makes Jupyter take a folder for the user's home."""
    return {
        "HOME": str(home),
        "LC_ALL": "C",
        "LANGUAGE": "",
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "config/lab/user-settings"),
    }


def command_in(home: Path, *fixed: str) -> Command:
    """`jupyter ai-stream`, called in that home.

    In this process: to import all of Jupyter for each command would take minutes.
    """
    (home / "config").mkdir(exist_ok=True)
    environment = environment_of(home)
    return lambda *arguments: CliRunner().invoke(main, (*fixed, *arguments), env=environment)


REFUSED = Finding(Delivery.PLAIN, Evidence.REFUSED)


def remember(home: Path, *targets: Target, finding: Finding = REFUSED) -> None:
    """Have it known of these targets, such as that they refuse streams."""
    asyncio.run(_remember(home, targets, finding))


async def _remember(home: Path, targets: tuple[Target, ...], finding: Finding) -> None:
    file = CapabilityFile(home / MEMORY, LIMIT, logging.getLogger("test"))
    memory = CapabilityMemory(
        lambda target, capability: None, file=file, log=logging.getLogger("test")
    )
    for target in targets:
        memory.learn(target, finding)
    await memory.flush()


def status(command: Command) -> dict[str, Any]:
    """What `status --json` says."""
    done = command("status", "--json")
    assert done.exit_code == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen
