"""`jupyter ai-stream known`: what an administrator hands to all users, and how it is written."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..language import say
from .options import json_option
from .show import day, show_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..capability.central import CentralKnowledge
    from ..capability.record import Capability
    from ..target import Target


@click.command()
@click.option(
    "--export",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write your own detection results to FILE, for other users. - is standard output.",
    metavar="FILE",
)
@json_option
def known(file: Path | None, as_json: bool) -> None:
    """Show what your administrator knows about endpoints, or export your own detection results.

    An exported file has providers, models, endpoints and API versions, and no API keys. Put it
    where all users can read it: as jupyterlab_ai_stream_toggle/known.json in a directory of
    Jupyter's data path, or at a path set in c.StreamToggle.known_files.

    Exit code 1: there is nothing to export, or a file cannot be read or written.
    """
    from .installation import installation

    memory = installation().memory
    asyncio.run(memory.refresh())
    if file is not None:
        _export(file, memory.records(), as_json)
        return
    central = memory.central
    if as_json:
        show_json(
            {
                "known": [_facts(*each) for each in central.findings.items()],
                "problems": central_problems(central),
            }
        )
    else:
        for target, capability in central.findings.items():
            click.echo(f"{target.model_key}: {_words(capability)}")
        if not central.findings:
            click.echo(say("Your administrator has not set any detection results."))
        for problem in central_problems(central):
            click.echo(problem, err=True)
    if central.problems:
        raise SystemExit(1)


def central_problems(central: CentralKnowledge) -> list[str]:
    """A sentence about each file that cannot be read."""
    return [
        say("{path} cannot be read: {error}", path=path, error=problem)
        for path, problem in central.problems.items()
    ]


def _export(file: Path, records: Iterable[tuple[Target, Capability]], as_json: bool) -> None:
    from ..capability.handed_out import text_of, worth_handing_out
    from .handing_out import write_known

    found = worth_handing_out(records)
    if not found:
        raise click.ClickException(
            say("There are no detection results to export. Send a chat message first.")
        )
    if str(file) == "-":
        click.echo(text_of(found))
        return
    write_known(file, found)
    if as_json:
        show_json({"exported": len(found), "file": str(file)})
    else:
        click.echo(say("Detection results exported: {count}", count=len(found)))


def _words(capability: Capability) -> str:
    from .words import evidence_words

    return evidence_words(
        capability.delivery,
        capability.evidence,
        when=day(capability.last_seen),
        until=day(capability.expires),
        breaks=0,
        broken="",
        from_administrator=False,  # all of them are
    )


def _facts(target: Target, capability: Capability) -> dict[str, object]:
    return {
        "provider": target.provider,
        "model": target.model,
        "endpoint": target.endpoint,
        "api_version": target.api_version,
        "tools": target.tools,
        "delivery": capability.delivery.value,
        "evidence": capability.evidence.value,
        "last_seen": day(capability.last_seen),
        "expires": day(capability.expires),
    }
