"""docs/performance.md, from the figures in docs/performance.json.

python -m scripts.performance_table MEASURED.json…   take what `make bench` measured for these
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from .many_table import many
from .node import ROOT

FIGURES = ROOT / "docs" / "performance.json"
PAGE = ROOT / "docs" / "performance.md"
HEAD = """# Performance

What the extension costs, against the same Jupyter AI without it, in the same run. Made by
`make bench`; the figures as data are in [performance.json](performance.json).

Governed and bare models are measured in turns, in alternating order; a ratio is the median of the
ratios of each round, and half of the rounds lie between the two figures in brackets. A second bare
model is measured with them: its ratio would be 1 if there were no chance, and what differs less
from 1 than it does says nothing. The practice endpoint runs in a process of its own. The cost per
chunk is processor time, everything else is time on the clock.

What is left of the cost before the first chunk is many small things, each done once for a reply,
while the caches of the processor hold other things: that costs several times of what a loop around
them would show. One by one, each after a bare reply, with Jupyter AI 2 (2 cores, medians of 60; in
one go all of them take some 180):

| step | µs |
| ---- | -- |
| the target, out of the model's fields (half of it for the mark of the key) | 42 |
| the reply object | 8 |
| a look at the settings file (`stat` takes 29 of it), and the mode | 53 |
| in `auto`: a look at the file of findings too, and what is known | 34 |
| layers of async generators (silence is watched in one, closing is done in all) | 51 |
| the request looked at, and its answer met | 44 |
| its first piece passed on | 13 |

Two per cent of the time to a first chunk from an endpoint on the same machine, which answers at
once, are 60 µs with Jupyter AI 2 and 120 µs with Jupyter AI 3: the looks at the disk alone take as
much, and cannot be spared, since a setting is obeyed by the next message. Where an endpoint thinks
for a tenth of a second before its first word, all of it is a fifth of a per cent.

The rounds are those of long replies and of many at once; a first chunk is measured twelve times as
often, a refusal five times.
"""
LINES = {
    # group, contender: words
    ("first_chunk", "again"): "time to the first chunk, bare once more",
    ("first_chunk", "on"): "time to the first chunk, mode `on`",
    ("first_chunk", "auto"): "time to the first chunk, mode `auto`",
    ("per_chunk", "again"): "a reply of {chunks} chunks, bare once more",
    ("per_chunk", "on"): "a reply of {chunks} chunks, mode `on`",
    ("per_chunk", "auto"): "a reply of {chunks} chunks, mode `auto`",
    ("side_by_side", "again"): "{replies} replies at once, bare once more",
    ("side_by_side", "on"): "{replies} replies at once, mode `on`",
    ("side_by_side", "auto"): "{replies} replies at once, mode `auto`",
    ("refused", "again"): "refusing endpoint, a plain call, bare once more",
    ("refused", "next"): "refusing endpoint, a later reply, against a bare plain call",
    ("refused", "first"): "refusing endpoint, the first reply, against a bare plain call",
}
STAGES = {
    "before": "until the model's own class is called",
    "wire": "until it has the first text",
    "behind": "until the reader has it",
}


@click.command()
@click.argument("measured", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(measured: tuple[Path, ...]) -> None:
    """Write docs/performance.json from the files MEASURED."""
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in measured]
    FIGURES.write_text(json.dumps(runs, indent=2) + "\n", encoding="utf-8")
    click.echo(f"Wrote {FIGURES.name}.")


def generated() -> dict[Path, str]:
    """The page, by its path."""
    runs = json.loads(FIGURES.read_text(encoding="utf-8"))
    return {PAGE: HEAD + "".join(map(section, runs)) + many()}


def section(run: dict[str, Any]) -> str:
    """The section about one environment."""
    about = run["run"]
    packages = ", ".join(f"{name} {version}" for name, version in about["packages"].items())
    rows = [
        f"| {words.format(**about)} | {_ratio(run[group][name])} |\n"
        for (group, name), words in LINES.items()
    ]
    stages = [
        f"| {words} | {run['stages'][name]['bare']:.0f} | {run['stages'][name]['more']:.0f} |\n"
        for name, words in STAGES.items()
    ]
    seconds = {name: figure["seconds"] * 1e3 for name, figure in run["refused"].items()}
    allowed = 1.1 * seconds["bare"] + seconds["refusal"]
    return f"""
## Jupyter AI {about["packages"]["jupyter-ai"]}{_of_today(about["environment"])}

Python {about["python"]}, {about["cores"]} cores, {about["rounds"]} rounds; {packages}.

| governed, against bare | ratio |
| ---------------------- | ----- |
{"".join(rows)}
Where the processor's time goes until the first chunk is there, in mode `auto`:

| µs | bare | governed, more |
| -- | ---: | -------------: |
{"".join(stages)}
The first reply on a refusing endpoint took {seconds["first"]:.1f} ms. A tenth more than a bare
plain call ({seconds["bare"]:.1f} ms) and the refused request ({seconds["refusal"]:.1f} ms) make
{allowed:.1f} ms.

With 10,000 models known `resolve` takes {run["lookup"]["resolve"]} µs and a look-up in the memory
{run["lookup"]["recall"]} µs. Importing the extension into a server takes
{run["start"]["import"]} ms.
{_change(run["change"]) if "change" in run else ""}"""


def _change(figures: dict[str, dict[str, float]]) -> str:
    took = {name: figure["seconds"] * 1e3 for name, figure in figures.items()}
    return f"""
A change of a mode is acknowledged after {took["change"]:.1f} ms, {took["flush"]:.1f} ms of
which is what a disk takes to have it. JupyterLab's own save of as many settings, in place and
without waiting for the disk, takes {took["bare"]:.1f} ms.
"""


def _of_today(environment: str) -> str:
    return ", packages of the day" if environment.endswith("-today") else ""


def _ratio(figure: dict[str, float]) -> str:
    return f"{figure['ratio']:.2f} ({figure['low']:.2f} to {figure['high']:.2f})"


if __name__ == "__main__":
    main()
