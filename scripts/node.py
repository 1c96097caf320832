"""What is written in JavaScript, called from here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent


def run(script: str, *arguments: str, given: str = "") -> str:
    """What a script prints that is given this text.

    Raises:
        click.ClickException: there is no node, or the script failed.
    """
    node = shutil.which("node")
    if node is None:
        raise click.ClickException("node is needed, and is not on the PATH.")
    command = [node, str(ROOT / script), *arguments]
    done = subprocess.run(  # noqa: S603  # scripts of ours and of our packages, told above by name
        command, input=given, stdout=subprocess.PIPE, check=False, encoding="utf-8", cwd=ROOT
    )
    if done.returncode != 0:
        raise click.ClickException(f"{script} failed. Did `jlpm install` run?")
    return done.stdout
