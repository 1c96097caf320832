"""How commands print what they have to say."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click


def show_json(value: Any) -> None:
    """One JSON value, on lines of its own."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def show_rows(rows: list[tuple[str, str]]) -> None:
    """Names with values, in two columns; nothing for an empty value."""
    rows = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        click.echo(f"{click.style(name.ljust(width), dim=True)}  {value}")


def day(seconds: float) -> str:
    """A moment in the local time, to the minute."""
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


def moment(seconds: float) -> str:
    """A moment for programs: ISO 8601, with the zone."""
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def show_addresses(addresses: dict[str, str], as_json: bool) -> None:
    """Where something is that runs from now on: a line each, or one line of JSON."""
    if as_json:
        click.echo(json.dumps({name.lower(): url for name, url in addresses.items()}))
        return
    for name, url in addresses.items():
        click.echo(f"{name}: {url}")
