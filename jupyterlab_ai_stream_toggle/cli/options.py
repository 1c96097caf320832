"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..practice import FAULTS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def fault_option(default: str) -> Callable[[_Command], _Command]:
    """`--fault NAME`, with the known names as choices."""
    return click.option(
        "--fault",
        type=click.Choice(list(FAULTS)),
        default=default,
        show_default=True,
        help="How the practice endpoint treats streaming requests.",
    )


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
