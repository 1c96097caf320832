"""docs/faults.md, from the table that the chats are held to."""

from __future__ import annotations

from pathlib import Path

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS
from tests.support.fault_outcomes import expected

from .node import ROOT

PAGE = ROOT / "docs" / "faults.md"
GENERATIONS = (2, 3)
MODES = ("auto", "on", "off")
SEEN = {
    "whole": "the response",
    "part": "part of the response, and a failure",
    "error": "a failure",
}
HEAD = """# Faults

What every fault of the practice endpoint leads to, in each mode, through the chats of Jupyter AI 2
and Jupyter AI 3. Generated from `tests/support/fault_outcomes.py`, to which
`tests/e2e/test_faults.py` holds them both.

Each cell shows what the user sees, and the requests of a first message and of the next one to the
same model: `S` is a streaming request, `s` one without `stream_options`, `n` a non-streaming
request. A response is never blank, never shown twice, and never looks complete when it is not. The
untested first streaming request of `auto` is not retried by the client library; otherwise a 429 or
5xx takes three attempts. For `hang` and `hang-mid`, the timeouts are a second or two. With
`cut-clean`, the model had responded before: only then is it known that it marks the end.

If the two differ, Jupyter AI 2 comes first.

| fault | what the endpoint does | auto | on | off |
| ----- | ---------------------- | ---- | -- | --- |
"""


def generated() -> dict[Path, str]:
    """The page, by its path."""
    rows = [
        f"| `{name}` | {fault.meaning} | " + " | ".join(cell(name, mode) for mode in MODES) + " |\n"
        for name, fault in FAULTS.items()
    ]
    return {PAGE: HEAD + "".join(rows)}


def cell(fault: str, mode: str) -> str:
    """What a fault leads to in a mode: with both generations, where they differ."""
    both = (words(*expected(fault, mode, generation)) for generation in GENERATIONS)
    return "<br>".join(dict.fromkeys(both))


def words(outcome: str, first: str, second: str) -> str:
    """What is seen, and the requests of the first and the second message."""
    return f"{SEEN[outcome]}; `{first}`, `{second}`"
