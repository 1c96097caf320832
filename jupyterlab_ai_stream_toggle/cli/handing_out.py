"""A file of what all users know, written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..language import say

if TYPE_CHECKING:
    from ..capability.storage import Records


def write_known(file: Path, records: Records) -> None:
    """Put the file in place as a whole. Raises ClickException where it cannot be written."""
    from ..capability.handed_out import text_of
    from ..files.replace import replace

    try:
        replace(file, f"{text_of(records)}\n".encode("ascii"), private=False)
    except OSError as error:
        raise click.ClickException(
            say("{path} cannot be written: {error}", path=file, error=error.strerror or error)
        ) from error


def known_in(file: Path) -> Records:
    """What stands in it already. Raises ClickException where that cannot be read."""
    from collections import OrderedDict

    from ..capability.central import read_central_file

    read = read_central_file(file)
    if read.problem or read.findings is None:
        raise click.ClickException(
            say("{path} cannot be read: {error}", path=file, error=read.problem)
        )
    return OrderedDict(read.findings)
