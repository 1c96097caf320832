"""Write docs/faults.md from what the fault matrix measured.

python -m scripts.fault_table MEASURED.json…
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "faults.md"
MODES = ("auto", "on", "off")
SEEN = {
    "whole": "the answer",
    "part": "what had arrived, and a failure",
    "error": "a failure",
}
HEAD = """# Faults

What every fault of the practice endpoint leads to, in each mode, through the chats of Jupyter AI 2
and Jupyter AI 3. Made by `make faults` from a run of `tests/e2e/test_faults.py`, which holds it.

Each cell says what the user sees, and the requests of a first message and of the next one to the
same model: `S` is a stream, `s` a stream without `stream_options`, `n` a plain request. There is
never a blank, never a text twice and never an answer that looks complete and is not. The unproven
first stream of `auto` is not retried by the client library; otherwise a 429 or 5xx costs its three
attempts. For `hang` and `hang-mid`, silence is borne for a second or two and not as long as usual.
With `cut-clean` the model had answered well before: only then is it known that it marks its ends.

Where the two differ, Jupyter AI 2 stands first.

| fault | what the endpoint does | auto | on | off |
| ----- | ---------------------- | ---- | -- | --- |
"""

Cells = dict[tuple[str, str], dict[str, str]]
"""What is said by fault and mode, for each generation."""


@click.command()
@click.argument("measured", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(measured: tuple[Path, ...]) -> None:
    """Write docs/faults.md from the files MEASURED."""
    cells: Cells = {}
    for path in measured:
        for cell in json.loads(path.read_text(encoding="utf-8")):
            said = words(cell["outcome"], cell["first"], cell["second"])
            cells.setdefault((cell["fault"], cell["mode"]), {})[cell["jupyter_ai"]] = said
    rows = [
        f"| `{name}` | {fault.meaning} | "
        + " | ".join(_joined(cells.get((name, mode), {})) for mode in MODES)
        + " |\n"
        for name, fault in FAULTS.items()
    ]
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")
    click.echo(f"Wrote {PAGE.name}: {len(rows)} faults.")


def words(outcome: str, first: str, second: str) -> str:
    """What a cell says: what is seen, and the requests of the first and the second message."""
    return f"{SEEN[outcome]}; `{first}`, `{second}`"


def cells_of(page: str) -> dict[tuple[str, str], str]:
    """The cells of a page that was written here, by fault and mode."""
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return {
        (row[0].strip("| `"), mode): cell.rstrip("| ")
        for row in rows
        for mode, cell in zip(MODES, row[-len(MODES) :], strict=True)
    }


def _joined(by_generation: dict[str, str]) -> str:
    words = [by_generation[name] for name in sorted(by_generation)]
    return "<br>".join(dict.fromkeys(words)) or "not measured"


if __name__ == "__main__":
    main()
