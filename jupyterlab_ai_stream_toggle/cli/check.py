"""`jupyter ai-stream check`: will chat work, and if not, what is to be done."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import contextmanager, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ..language import say
from .handing_out import known_in, write_known
from .names import NAME, Named
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..capability.storage import Records
    from ..checks.result import CheckResult
    from ..checks.run import Run
    from ..checks.subject import Subject

_MARKS = {
    "passed": ("ok", "green"),
    "warning": ("!", "yellow"),
    "failed": ("x", "red"),
    "skipped": ("-", None),
}


@click.command()
@click.argument("name", type=NAME, metavar="[PROVIDER[:MODEL]]", required=False)
@click.option("--live", is_flag=True, help="Also test the endpoint, with up to four requests.")
@click.option(
    "--verbose",
    is_flag=True,
    help="Write each request to standard error, without values or secrets.",
)
@click.option(
    "--write",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --live: add what was detected to FILE, for all users (see known).",
    metavar="FILE",
)
@json_option
@click.pass_context
def check(  # noqa: PLR0913, PLR0917  # an argument for each option
    context: click.Context,
    name: Named | None,
    live: bool,
    verbose: bool,
    file: Path | None,
    as_json: bool,
) -> None:
    """Check the connection to the selected chat model, or to the named one.

    Without --live, only the settings are checked and nothing is sent. With it, the endpoint gets a
    short question in up to four requests: with and without streaming, from Jupyter AI and directly.
    Those from Jupyter AI are as large as a chat message.

    Exit codes: 0 no problems; 1 problems found, or chat does not work, or there is nothing to
    write to FILE; 2 usage error.
    """
    from ..checks.run import Run

    if file is not None and not live:
        raise click.UsageError(say("--write requires --live: without it, nothing is detected."))
    # What cannot be kept is told before anything is sent.
    known = known_in(file) if file is not None else None
    subject = asyncio.run(_subject(name))
    run = Run(subject, live)
    with _wire_log(verbose):
        asyncio.run(_perform(run, quiet=as_json))
    if as_json:
        show_json(_facts(run))
    else:
        _show(run)
    if file is not None and known is not None:
        _add(run, file, known)
    context.exit(0 if _is_well(run) else 1)


def _add(run: Run, file: Path, known: Records) -> None:
    from ..capability.handed_out import worth_handing_out

    found = worth_handing_out([run.learned] if run.learned else [])
    if not found:
        raise click.ClickException(
            say("{path} was not changed: the check did not detect whether to stream.", path=file)
        )
    write_known(file, known | found)
    click.echo(say("What was detected is in {path}.", path=file), err=True)


def _is_well(run: Run) -> bool:
    """Whether chat works; where that was not found out, whether nothing looks wrong."""
    if run.verdict is None or run.verdict.works is not None:
        return run.verdict is not None and run.verdict.works is True
    return all(each.outcome.value != "failed" for each in run.results) and not run.live


async def _subject(name: Named | None) -> Subject:
    from ..checks.subject import subject_here
    from ..jupyter_ai.connection import Unsaved
    from ..jupyter_ai.without_server import connection_without_server
    from .installation import installation

    here = installation()
    unsaved = Unsaved(provider=name.provider, model=name.model) if name else Unsaved()
    connect = partial(connection_without_server, here.found.generation, unsaved)
    return await subject_here(here.found, connect, here.modes.asked)


async def _perform(run: Run, *, quiet: bool) -> None:
    """On a terminal each result is shown as it comes, in a pipe all at the end."""
    out = sys.stdout
    shown = 0

    def show() -> None:
        nonlocal shown
        for result in run.results[shown:]:
            _show_result(result, out)
        shown = len(run.results)

    progressed = show if out.isatty() and not quiet else _nothing
    # LiteLLM prints advice of its own when a request fails.
    with redirect_stdout(StringIO()):
        await run.perform(progressed)
    if not quiet:
        show()


def _nothing() -> None:
    """Nobody watches."""


@contextmanager
def _wire_log(verbose: bool) -> Iterator[None]:
    if not verbose:
        yield
        return
    from ..wire.log import WireLog

    def write(record: dict[str, Any]) -> None:
        click.echo(json.dumps(record, ensure_ascii=False), err=True)

    log = WireLog(write)
    log.install()
    try:
        yield
    finally:
        log.uninstall()


def _show_result(result: CheckResult, out: IO[str]) -> None:
    mark, colour = _MARKS[result.outcome.value]
    title = click.style(result.title, bold=True)
    click.echo(f"{click.style(mark.rjust(2), fg=colour)} {title}: {result.explanation}", file=out)
    if result.hint:
        click.echo(f"   {result.hint}", file=out)
    if result.figures:
        figures = "; ".join(f"{name}: {value}" for name, value in result.figures.items())
        click.echo(f"   {click.style(figures, dim=True)}", file=out)


def _show(run: Run) -> None:
    for title, lines in (
        (say("Requests"), [_line(each) for each in run.subject.exchanges]),
        (say("Differences"), run.differences),
        (say("Ask your administrator to"), run.ask_administrator),
    ):
        if lines:
            click.echo(f"\n{click.style(title, bold=True)}")
            for line in lines:
                click.echo(f"  {line}")
    if run.verdict:
        click.echo(f"\n{click.style(run.verdict.text, bold=True)}")
    if not run.live and run.live_requests:
        click.echo(
            say(
                "Use --live to test the endpoint as well (up to {count} requests).",
                count=run.live_requests,
            )
        )


def _line(exchange: Any) -> str:
    outcome = exchange.diagnosis.title if exchange.diagnosis else say("OK")
    seconds = f"{exchange.total:.2f} s" if exchange.total is not None else "?"
    chunks = exchange.chunks
    told = "" if chunks is None else f", {say('{count} chunks', count=chunks)}"
    return f"{exchange.title}: {exchange.status or '-'}, {seconds}{told}, {outcome}"


def _facts(run: Run) -> dict[str, Any]:
    """What programs are told; the names are those of `GET checks/ID`."""
    from ..server.checks import check_body

    return check_body(run).model_dump(mode="json")
