"""docs/providers.md, from what was measured of each provider: docs/providers/."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from .node import ROOT

FOLDER = ROOT / "docs" / "providers"
PAGE = ROOT / "docs" / "providers.md"
GENERATIONS = {2: ("v2", "v2-today"), 3: ("v3", "v3-today")}
"""The environments of each: with packages of its time, and with those of today."""
FAULTS = {
    "ok": "answers well",
    "refuse-400": "refuses streams",
    "down": "answers 500",
    "html": "answers with a login page",
    "json": "answers with JSON in place of events",
    "cut-clean": "ends streams early",
}
HEAD = """# Providers

What each provider that Jupyter AI offers does in each mode: the model classes of Jupyter AI 2,
and all that LiteLLM can chat with in Jupyter AI 3. Generated from [providers/](providers), which
`make providers` measures; `tests/with_jupyter_ai/providers` holds them to it, and to the lists of
the installed packages.

Each is pointed at an endpoint on the same machine that speaks as the provider does, and asked once
with a model that has never been asked before. A cell has the modes `auto`, `on` and `off`, in this
order, and for each the requests: `S` is a stream, `n` a plain request. Where no answer came of it,
it says what the user [is told](troubleshooting.md); _error_ is the client library's own, _blank_
nothing, _other_ not what the endpoint said. A 500 and a login page are given to plain requests as
well. Before an early end, the endpoint had answered well once: only then is it known that it marks
its ends.

Those that do all of it alike are of one kind. Kinds have letters on this page only. Under "today"
stands the kind with the packages of today, where it is another one; `none` is a provider that those
packages do not have. Where nothing stands under "asks for", it is the very address of the endpoint.

Tests hold all of them to this: with `off` there is no stream; with `on` no plain request where
there are streams at all; a refusal of streams is answered in `auto` with one plain request; the
first stream to a model that was not seen to stream is one request, whatever comes of it; a stream
and a plain request differ in nothing but streaming.
"""

Kind = tuple[str, ...]
"""What came, fault by fault."""


def generated() -> dict[Path, str]:
    """The page, by its path."""
    return {PAGE: page({each.stem: _read(each) for each in FOLDER.glob("*.json")})}


def page(results: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole page."""
    parts = [HEAD]
    for generation, (then, today) in GENERATIONS.items():
        parts += _generation(generation, results[then], results[today])
    return "\n".join(parts)


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _generation(
    generation: int, then: Mapping[str, Any], today: Mapping[str, Any]
) -> Iterator[str]:
    rows, rows_today = then["providers"], today["providers"]
    letters = _letters([*rows.values(), *rows_today.values()])
    yield f"## Jupyter AI {generation}\n"
    yield f"Measured with {_versions(then)}" + (
        f"; today with {_versions(today)}.\n" if then["packages"] != today["packages"] else ".\n"
    )
    yield from _kinds(letters, rows, rows_today)
    yield from _providers(letters, rows, rows_today)
    yield "### What is noticed, and what is not\n"
    yield from _noticed({**rows_today, **rows})
    yield "\n### Not measured\n"
    reasons = {**today["not measured"], **then["not measured"]}
    yield from _not_measured({name: reasons[name] for name in reasons if name not in rows_today})


def _letters(rows: Iterable[Mapping[str, str]]) -> dict[Kind, str]:
    """A letter for each kind, the commonest first."""
    found = Counter(map(_kind, rows))
    ordered = sorted(found, key=lambda kind: (-found[kind], kind))
    return dict(zip(ordered, ascii_uppercase, strict=False))


def _kind(row: Mapping[str, str]) -> Kind:
    return tuple(row[fault] for fault in FAULTS)


def _versions(measured: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {version}" for name, version in measured["packages"].items())


def _kinds(
    letters: Mapping[Kind, str],
    rows: Mapping[str, Mapping[str, str]],
    today: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    head = ["kind", "providers", *(f"the endpoint {words}" for words in FAULTS.values())]
    yield "### Kinds\n"
    yield _line(head)
    yield _line("---" for _ in head)
    for kind, letter in letters.items():
        count, count_today = (
            sum(_kind(row) == kind for row in each.values()) for each in (rows, today)
        )
        many = str(count) if count == count_today else f"{count}, today {count_today}"
        yield _line([letter, many, *map(_cell, kind)])
    yield ""


def _cell(modes: str) -> str:
    return "<br>".join(map(_came, modes.split(", ")))


def _came(mode: str) -> str:
    wire, came = mode.split()
    if came == "whole":
        return f"`{wire}`"
    ours = came in ("error", "blank", "other")
    return f"`{wire}` " + (f"_{came}_" if ours else f"[{came}](troubleshooting.md#{came})")


def _providers(
    letters: Mapping[Kind, str],
    rows: Mapping[str, Mapping[str, str]],
    today: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    head = ["provider", "kind", "today", "asked as", "endpoint in", "asks for"]
    yield "### Each of them\n"
    yield _line(head)
    yield _line("---" for _ in head)
    for name in sorted({*rows, *today}):
        row = rows.get(name) or today[name]
        kinds = [letters[_kind(each[name])] if name in each else "`none`" for each in (rows, today)]
        yield _line(
            [
                f"`{name}`",
                kinds[0],
                "" if kinds[0] == kinds[1] else kinds[1],
                f"`{row['model']}`",
                f"`{row['endpoint in']}`",
                "<br>".join(f"`{path}`" if path else "" for path in row["asks for"].split(", ")),
            ]
        )
    yield ""


def _noticed(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    def those(fault: str, mode: int, *came: str) -> list[str]:
        return [name for name, row in rows.items() if row[fault].split(", ")[mode] in came]

    streaming = [name for name in rows if rows[name]["ok"].split(", ")[1].startswith("S")]
    sayings = {
        "No stream at all, whatever the mode": [name for name in rows if name not in streaming],
        "The client library tries three times, except for the unproven stream": [
            name for name, row in rows.items() if row["down"].split(", ")[2].startswith("nnn")
        ],
        "Streams are not read rightly without the extension either": [
            name for name in streaming if rows[name]["bare"] != "S whole"
        ],
        "An early end is not noticed": [
            name for name in those("cut-clean", 0, "S whole", "S other") if name in streaming
        ],
        "JSON in place of events costs the plain request": those("json", 0, "Sn whole"),
        "A login page costs the plain request": [
            name for name in streaming if rows[name]["html"].startswith("Sn")
        ],
        "A login page is not called one in `auto`": [
            name for name in streaming if not rows[name]["html"].startswith("S proxy-blocked")
        ],
        "A login page is not called one in `on`": [
            name for name in streaming if rows[name]["html"].split(", ")[1] != "S proxy-blocked"
        ],
        "A login page in answer to a plain request is not called one": [
            name for name in rows if rows[name]["html"].split(", ")[2] != "n proxy-blocked"
        ],
    }
    for saying, names in sayings.items():
        yield f"- {saying}: {_named(names, rows)}."


def _named(names: list[str], rows: Mapping[str, Any]) -> str:
    others = [name for name in rows if name not in names]
    if not names:
        return "none"
    if len(others) < len(names):
        return f"all but {_list(others)}" if others else "all"
    return _list(names)


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _not_measured(reasons: Mapping[str, str]) -> Iterator[str]:
    for reason in sorted(set(reasons.values())):
        yield f"- {reason}: {_list(name for name in reasons if reasons[name] == reason)}"
    yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
