"""The group that all subcommands belong to; each lives in a file or folder of its own name."""

from __future__ import annotations

import click

from .. import __version__
from .check import check
from .config import config
from .demo import demo
from .explain import explain
from .forget import forget
from .known import known
from .practice import practice
from .restore import restore
from .set_mode import set_mode
from .status import status
from .translated import TranslatedGroup


@click.group(cls=TranslatedGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jupyter ai-stream")
def main() -> None:
    """Control how Jupyter AI responses arrive: streamed, or all at once.

    Exit codes: 0 success; 1 failed, or nothing found; 2 usage error.
    """


for _command in (status, set_mode, check, forget, restore, explain, known, config, demo, practice):
    main.add_command(_command)
