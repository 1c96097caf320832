"""`jupyter ai-stream explain`: what an error means, by the very rules that chat uses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ..language import noted, say
from .options import json_option
from .show import show_json

if TYPE_CHECKING:
    from ..diagnosis.diagnosis import Diagnosis
    from ..diagnosis.next_step import NextStep

_PHASES = ("before-content", "mid-stream", "plain-request")
RECORDED_PHASES = ("on_request", "before_first_chunk", "no_chunk", "mid_stream", "plain_request")
_ON_EACH = noted("Write one JSON object per line.")
_NEXT = {
    "plain_request": noted("A non-streaming request may work: set streaming to Auto or Off."),
    "stream_without_options": noted(
        "Streaming without stream_options may work: set streaming to Auto."
    ),
    "needs_stream": noted("The endpoint requires streaming: set streaming to Auto or On."),
    "keep_partial": noted("The part that arrived is kept."),
    "raise": noted("Retrying will not help."),
}


@click.command()
@click.option(
    "--jsonl",
    "records",
    type=click.File("rb"),
    metavar="FILE",
    help="Explain each line of this JSON Lines file (- for standard input), and print JSON Lines.",
)
@click.option(
    "--phase",
    type=click.Choice(_PHASES),
    default=_PHASES[0],
    show_default=True,
    help="When it happened: before the first text, during streaming, or without streaming.",
)
@json_option
def explain(records: IO[bytes] | None, phase: str, as_json: bool) -> None:
    """Explain an error read from standard input.

    It can be a traceback, the message in the chat, the body of an HTTP response, or a web page.
    With --jsonl, each line is an object with any of `id`, `phase`, `stream_requested`, `status`,
    `headers`, `body`, `exception` and `message`; the output is {"id", "diagnosis", "next"}.

    Exit code 1: no input, the error is unknown, or a line could not be read.
    """
    if records is not None:
        if click.get_current_context().get_parameter_source("phase") is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                say("--phase does not work with --jsonl: each line has its own phase.")
            )
        _explain_all(records)
        return
    from ..diagnosis.causes.installation import UNKNOWN
    from ..diagnosis.diagnose import diagnose
    from ..diagnosis.evidence import Phase
    from ..diagnosis.next_step import next_step
    from ..diagnosis.pasted import pasted

    if sys.stdin.isatty():
        click.echo(say("Paste the error, then press Ctrl-D."), err=True)
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    if not text.strip():
        raise click.ClickException(say("Standard input is empty. Pipe the error into it."))
    evidence = pasted(text, Phase(phase))
    diagnosis, step = diagnose(evidence), next_step(evidence)
    if as_json:
        show_json(_as_data(diagnosis, step))
    else:
        click.echo(click.style(diagnosis.title, bold=True))
        click.echo(f"{diagnosis.explanation}\n\n{diagnosis.hint}\n\n{say(_NEXT[step.value])}")
        click.echo(click.style(f"[{diagnosis.id}]", dim=True))
    if diagnosis.id == UNKNOWN.id:
        raise SystemExit(1)


def _as_data(diagnosis: Diagnosis, step: NextStep) -> dict[str, Any]:
    return {
        "diagnosis": diagnosis.id,
        "next": step.value,
        "severity": diagnosis.severity.value,
        "title": diagnosis.title,
        "explanation": diagnosis.explanation,
        "hint": diagnosis.hint,
    }


def _explain_all(records: IO[bytes]) -> None:
    from ..diagnosis.diagnose import diagnose
    from ..diagnosis.next_step import next_step
    from ..diagnosis.recorded import recorded

    name = getattr(records, "name", "-")
    bad = 0
    for number, line in _lines(records):
        problem, record = _record(line)
        if problem:
            bad += 1
            _complain(name, number, problem)
            continue
        for doubt in _doubts(record):
            bad += 1
            _complain(name, number, f"{doubt} {say('The field was ignored.')}")
        evidence = recorded(record)
        answer = {
            "id": record.get("id"),
            "diagnosis": diagnose(evidence).id,
            "next": next_step(evidence).value,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    if bad:
        raise SystemExit(1)


def _complain(file: str, number: int, problem: str) -> None:
    where = say("{file}, line {number}", file=file, number=number)
    click.echo(f"{where}: {problem}", err=True)


def _lines(records: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(records, 1):
        if line.strip():
            yield number, line


def _record(line: bytes) -> tuple[str, dict[str, Any]]:
    """What is wrong with the line, if anything, and what it holds."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"{say('Not JSON: {error}.', error=error)} {say(_ON_EACH)}", {}
    if not isinstance(record, dict):
        kind = type(record).__name__
        return f"{say('A JSON {kind}, not an object.', kind=kind)} {say(_ON_EACH)}", {}
    return "", record


def _doubts(record: dict[str, Any]) -> Iterator[str]:
    """Fields that say nothing, a sentence each; the others are enough for an answer."""
    phase, status, headers = (record.get(name) for name in ("phase", "status", "headers"))
    if phase is not None and phase not in RECORDED_PHASES:
        yield say(
            "phase is {value}, not one of {known}.",
            value=repr(phase),
            known=", ".join(RECORDED_PHASES),
        )
    if status is not None and not (isinstance(status, int) and 100 <= status <= 599):
        yield say("status is {value}, not an HTTP status such as 400.", value=repr(status))
    if headers is not None and not isinstance(headers, dict):
        yield say("headers is {value}, not an object.", value=repr(headers))
