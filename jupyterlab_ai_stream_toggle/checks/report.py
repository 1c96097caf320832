"""The report that a user copies and sends on: Markdown, without secrets."""

from __future__ import annotations

from collections.abc import Sequence

from .._version import __version__
from ..language import say
from ..mode_names import mode_name
from .exchange import CheckExchange
from .result import CheckResult, CheckVerdict, Outcome
from .subject import Subject

_MARKS = {
    Outcome.PASSED: "✓",
    Outcome.WARNING: "!",
    Outcome.FAILED: "✗",
    Outcome.SKIPPED: "-",
}


def report(
    subject: Subject,
    results: Sequence[CheckResult],
    verdict: CheckVerdict | None,
    *,
    differences: Sequence[str] = (),
    ask_administrator: Sequence[str] = (),
) -> str:
    """All that a check says; the texts that it is given hold no secrets any more."""
    connection = subject.connection
    lines = [f"# {say('Connection check')}", ""]
    if verdict:
        lines += [f"**{verdict.text}**", ""]
    facts = {
        say("Date"): subject.today.isoformat(),
        "jupyterlab-ai-stream-toggle": __version__,
        "Jupyter AI": subject.found.version or "-",
        say("Provider"): connection.target.provider if connection else "-",
        say("Model"): connection.target.model if connection else "-",
        say("Mode"): mode_name(subject.mode),
    }
    lines += [f"- {name}: {_cell(value)}" for name, value in facts.items()]
    lines += ["", f"## {say('Checks')}", ""]
    for each in results:
        figures = "; ".join(f"{name}: {value}" for name, value in each.figures.items())
        lines.append(f"- {_MARKS[each.outcome]} **{each.title}**: {_cell(each.explanation)}")
        if each.hint:
            lines.append(f"  - {_cell(each.hint)}")
        if figures:
            lines.append(f"  - {_cell(figures)}")
    if subject.exchanges:
        lines += ["", f"## {say('Requests')}", "", *_table(subject.exchanges)]
    for title, sentences in (
        (say("Differences"), differences),
        (say("Ask your administrator to"), ask_administrator),
    ):
        if sentences:
            lines += ["", f"## {title}", "", *(f"- {_cell(each)}" for each in sentences)]
    return "\n".join(lines) + "\n"


def _table(exchanges: list[CheckExchange]) -> list[str]:
    head = (
        "",
        "URL",
        say("Status"),
        say("Content type"),
        say("First byte"),
        say("Total"),
        say("Chunks"),
        say("Token usage"),
        say("Problem"),
    )
    rows = [_row(each) for each in exchanges]
    return [
        f"| {' | '.join(head)} |",
        f"| {' | '.join('---' for _ in head)} |",
        *(f"| {' | '.join(map(_cell, row))} |" for row in rows),
    ]


def _row(exchange: CheckExchange) -> tuple[str, ...]:
    usage = {True: say("yes"), False: say("no"), None: None}[exchange.usage]
    return (
        exchange.title,
        _shown(exchange.url),
        _shown(exchange.status),
        _shown(exchange.content_type),
        _milliseconds(exchange.first_byte),
        _milliseconds(exchange.total),
        _shown(exchange.chunks),
        _shown(usage),
        exchange.diagnosis.title if exchange.diagnosis else "",
    )


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def _milliseconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds * 1000:.0f} ms"


def _cell(text: str) -> str:
    """On one line, and no part of a table's or a page's layout: endpoints write some of it."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
