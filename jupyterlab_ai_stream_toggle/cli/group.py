"""The group that all subcommands belong to; each lives in a file or folder of its own name."""

from __future__ import annotations

import click

from .. import __version__
from .demo import demo
from .practice import practice


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jupyter ai-stream")
def main() -> None:
    """Choose how the answers of Jupyter AI arrive: streamed, or whole."""


main.add_command(demo)
main.add_command(practice)
