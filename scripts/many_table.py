"""The section of docs/performance.md about many at once, from docs/performance-many.json.

`make bench-many` measures it.
"""

from __future__ import annotations

import json
from typing import Any

from .node import ROOT

FIGURES = ROOT / "docs" / "performance-many.json"
ANSWERS = {"at_once": "chats at once, a message each", "in_a_row": "messages in a row"}


def many() -> str:
    """The section, or nothing where it was never measured."""
    if not FIGURES.exists():
        return ""
    return section(json.loads(FIGURES.read_text(encoding="utf-8")))


def section(figures: dict[str, Any]) -> str:
    """The section about these figures."""
    run, memory, sides = figures["run"], figures["memory"], ("governed", "bare")
    message = memory["message"]
    answers = [
        f"| {came['asked']} {words}, {_SIDES[side]} | {came['lost']} | {came['doubled']} |\n"
        for group, words in ANSWERS.items()
        for side in sides
        for came in (figures[side][group],)
    ]
    rows = {side: figures[side]["in_a_row"] for side in sides}
    sizes = {side: [each / 1024 for each in row["kilobytes"]] for side, row in rows.items()}
    points = _points(len(sizes["bare"]))
    growth = [
        f"| {_SIDES[side]} | "
        + " | ".join(f"{sizes[side][point]:.0f}" for point in points)
        + f" | {rows[side]['kilobytes_a_message']:.0f} "
        + f"| {figures[side]['open_files_more']} |\n"
        for side in sides
    ]
    share = rows["bare"]["asked"] // run["chats"]
    heads = " | ".join(str(point * share) for point in points)
    return f"""
## Many at once

Made by `make bench-many`, with two JupyterLabs side by side, one of them without the extension,
before a practice endpoint that streams. Jupyter AI {run["jupyter_ai"]}, Python {run["python"]},
{run["cores"]} cores; the load of the machine before it began was {run["load_before"]}.

Each message is unlike all others. One is lost if the chat does not show its whole answer, or the
endpoint was never asked, and doubled if the endpoint was asked for it twice.

| | lost | doubled |
| --- | ---: | ---: |
{"".join(answers)}
Those in a row are asked in {run["chats"]} chats, each of which is closed again: in a single one
each message carries all before it, and what grows with that is Jupyter AI's. In MiB, the memory of
the server that is not on disk, after so many messages:

| | {heads} | KiB a message, second half | open files, more |
| --- | {"---: | " * len(points)}---: | ---: |
{"".join(growth)}
Most of what a message leaves is garbage in circles (Jupyternaut makes an agent for each message,
with classes for its tools: about a megabyte), which Python collects once in some dozens of
messages; until then a server grows, and two servers do not collect at the same moment. Of ours
nothing is left: a test counts our objects after messages of each kind. The open files are counted
after a first message and at the end; those there are more are about as many with and without the
extension: LiteLLM opened a connection for each of the chats at once, and keeps them for a while.

Where {memory["servers"]} servers share one directory, and each finds out about
{memory["targets"] // memory["servers"]} targets of its own: {memory["lost"]} of
{memory["targets"]:,} are lost. The file then has {memory["kilobytes"]} kB; it cannot have more
than some {memory["most_kilobytes"]} kB, as the 2,000 targets seen last are kept. A finding is on
the disk after {memory["write_ms"]:.0f} ms while four servers write without a pause; no reply waits
for that. What is asked before each message takes {message["many_us"]:.0f} µs with that file and
{message["few_us"]:.0f} µs with one of a single target (a ratio of {message["ratio"]:.2f}). After
another server has written, the next message waits {message["changed_ms"]:.0f} ms until the file is
read again.
"""


_SIDES = {"governed": "with the extension", "bare": "without"}


def _points(count: int) -> list[int]:
    """Five of so many measurements, evenly spread, from the first to the last."""
    return [round(number * (count - 1) / 4) for number in range(5)]
