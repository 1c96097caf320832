"""Measure many at once in this environment, and write the figures."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from tests.e2e.server import Server, server
from tests.support.generation import JUPYTER_AI

from .chats import measured
from .shared_memory import shared_memory


@click.command()
@click.option("--at-once", "many", type=click.IntRange(1), default=50, help="Chats at once.")
@click.option("--messages", type=click.IntRange(1), default=1000, help="Messages in a row.")
@click.option("--chats", type=click.IntRange(3), default=20, help="Chats they are asked in.")
@click.option("--rounds", type=click.IntRange(1), default=40, help="Of what takes little time.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the JSON here.")
def main(many: int, messages: int, chats: int, rounds: int, out: Path | None) -> None:
    """Measure, and print the figures as JSON."""
    if JUPYTER_AI != 3:
        raise click.ClickException("Jupyter AI 2 has one chat alone.")
    with tempfile.TemporaryDirectory() as home:
        memory = asyncio.run(shared_memory(Path(home), rounds))
    load = os.getloadavg()[0]
    with server() as governed, server() as bare:
        bare.switch_extension_off()
        with governed.running(), bare.running():
            both = asyncio.run(_both(governed, bare, many, messages, chats))
    figures = {
        "memory": memory,
        **both,
        "run": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load_before": round(load, 1),
            "jupyter_ai": version("jupyter-ai"),
            "chats": chats,
        },
    }
    text = json.dumps(figures, indent=2)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    else:
        click.echo(text)


async def _both(
    governed: Server, bare: Server, many: int, messages: int, chats: int
) -> dict[str, Any]:
    """Side by side, so that what else the machine does is the same for both."""

    async def one(each: Server) -> dict[str, Any]:
        each.use_fresh_deployment()
        each.set_fault("ok")
        return await measured(each, many, messages, chats)

    with_us, without = await asyncio.gather(one(governed), one(bare))
    return {"governed": with_us, "bare": without}


if __name__ == "__main__":
    main()
