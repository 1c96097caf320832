"""A port that cannot be had, in words."""

from __future__ import annotations

import os

import click

from ..language import say


def port_error(port: int, error: OSError) -> click.ClickException:
    """What to tell the user; Python's own text goes into technicalities."""
    why = os.strerror(error.errno) if error.errno else str(error)
    return click.ClickException(say("Port {port} cannot be used: {why}.", port=port, why=why))
