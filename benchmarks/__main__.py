"""Run all benchmarks in this environment, and write what they measured."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from .change import change
from .endpoint import endpoint
from .lookup import lookup
from .measure import Figure
from .refused import refused
from .stages import stages
from .start import start
from .stream import first_chunk, per_chunk, side_by_side

PACKAGES = ("jupyter-ai", "langchain-core", "langchain-openai", "litellm", "openai")


@click.command()
@click.option("--environment", default="", help="What the environment is called.")
@click.option(
    "--rounds",
    type=click.IntRange(1),
    default=8,
    help="How often the long ones are measured; short ones more often, as they scatter.",
)
@click.option("--chunks", type=click.IntRange(1), default=1000, help="Chunks of the long reply.")
@click.option("--replies", type=click.IntRange(1), default=50, help="Replies at once.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the JSON here.")
def main(environment: str, rounds: int, chunks: int, replies: int, out: Path | None) -> None:
    """Measure, and print the figures as JSON."""
    with endpoint() as at, tempfile.TemporaryDirectory() as home:
        figures = asyncio.run(_measured(at, Path(home), rounds, chunks, replies))
    figures["lookup"] = lookup(2000)
    figures["start"] = start(min(rounds, 5))
    figures["run"] = {
        "environment": environment,
        "rounds": rounds,
        "chunks": chunks,
        "replies": replies,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }
    text = json.dumps(figures, indent=2)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    else:
        click.echo(text)


async def _measured(at: Any, home: Path, rounds: int, chunks: int, replies: int) -> dict[str, Any]:
    return {
        "per_chunk": _data(await per_chunk(at, home / "a", rounds, chunks)),
        "first_chunk": _data(await first_chunk(at, home / "b", rounds * 12)),
        "side_by_side": _data(await side_by_side(at, home / "c", rounds, replies)),
        "refused": _data(await refused(at, home / "d", rounds * 5)),
        "change": _data(await change(home / "f", rounds * 12)),
        "stages": await stages(at, home / "e", rounds * 12),
    }


def _data(figures: dict[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: figure.to_data() for name, figure in figures.items()}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
