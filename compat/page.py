"""docs/compatibility.md, from the results that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .expected import as_expected, chat_streams
from .record import FAULTS, MODES, Cell, Result, Shown, Way, saved_results

PAGE = Path(__file__).parent.parent / "docs" / "compatibility.md"
NOTES = Path(__file__).parent / "notes.md"

_PACKAGES = ("langchain-core", "langchain-openai", "litellm", "openai", "jupyter-server")
_COUNTED = (
    "Under chat and inline completion stands in how many of the cells below, three modes with five "
    "faults each, it came out as it should."
)
_TITLES = {
    Way.CHAT: "Chat",
    Way.INLINE: "Inline completion",
    Way.PERSONA: "Persona with a model of Jupyternaut's class",
    Way.GOVERNED: "Persona with a model passed to `govern`",
    Way.AGENT: "Persona with `create_agent` and `StreamToggleMiddleware`",
    Way.NOT_AWAITED: "Persona that does not await",
}
_REACH = (
    "What `GET status` said after the measurement, with the personas of `tests/e2e/v3` in the "
    "chats. `all`: each model of the class obeys, and of classes that inherit from it; `passed`: "
    "those that were passed to `govern`, by the persona or by the middleware. Releases that are "
    "not here were measured before it said so."
)
_MEANING = {
    "off": "One plain request for each message.",
    "on": "What Jupyter AI does by itself; what its client library retries is retried.",
    "auto": "A stream where that works; where it does not, the answer all the same, and from the "
    "second message on without the detour.",
}


def generated() -> dict[Path, str]:
    """The page, by its path."""
    return {PAGE: page(saved_results())}


def page(results: Sequence[Result]) -> str:
    """The whole page."""
    sections = [NOTES.read_text(encoding="utf-8").rstrip(), _overview(results)]
    sections.append(_reach(results))
    for way, title in _TITLES.items():
        measured = [result for result in results if way.value in result.transport]
        sections.extend(_by_mode(title, way, measured))
    return "\n\n".join(sections) + "\n"


def _overview(results: Sequence[Result]) -> str:
    head = ["Jupyter AI", "packages of", *_PACKAGES, "comes in at", "chat", "inline completion"]
    rows = [
        [
            result.jupyter_ai,
            result.measured if result.index == "today" else result.index,
            *(result.versions.get(name, "") for name in _PACKAGES),
            "<br>".join(f"`{seam}`" for seam in result.seams),
            _verdict(result, Way.CHAT),
            _verdict(result, Way.INLINE),
        ]
        for result in results
    ]
    return "\n".join(["## Releases", "", _COUNTED, "", *_table(head, rows)])


def _reach(results: Sequence[Result]) -> str:
    rows = [
        [
            result.jupyter_ai,
            "<br>".join(result.governed),
            "<br>".join(result.out_of_reach),
        ]
        for result in results
        if result.governed
    ]
    table = _table(["Jupyter AI", "governed", "out of reach"], rows)
    return "\n".join(["## What is governed", "", _REACH, "", *table])


def _verdict(result: Result, way: Way) -> str:
    if way.value not in result.transport:
        return "none"
    cells = [cell for cell in result.cells if cell.way is way]
    good = sum(as_expected(result.release, cell) for cell in cells)
    streams = way is Way.INLINE or chat_streams(result.release)
    told = "streams" if streams else "never streams"
    return f"{told}; {good} of {len(MODES) * len(FAULTS)}"


def _by_mode(title: str, way: Way, results: Sequence[Result]) -> Iterator[str]:
    yield f"## {title}"
    for mode in MODES:
        rows = [
            [result.jupyter_ai, *(_cell(result.cell(way, mode, fault)) for fault in FAULTS)]
            for result in results
        ]
        table = _table(["Jupyter AI", *FAULTS], rows)
        yield "\n".join([f"### {title}, `{mode}`", "", _MEANING[mode], "", *table])


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "not measured"
    first, second = cell.messages
    shown = {message.shown for message in cell.messages}
    requests = f"{first.requests} {second.requests}"
    if shown == {Shown.WHOLE}:
        return requests
    if len(shown) == 1:
        return f"{requests}: {first.shown.value}"
    return f"{requests}: {first.shown.value}, then {second.shown.value}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of Markdown, with columns as wide as their widest cell."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(3, *(len(line[column]) for line in lines)) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in (lines[0], rule, *lines[1:])
    ]
