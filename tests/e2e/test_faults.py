"""Every practice fault, in every mode, through the real chat: what is seen and what is sent.

With FAULTS_JSON set to the name of a file, what was measured is written there; `make faults` makes
`docs/faults.md` of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.practice.faults import FAULTS

from .chat import JUPYTER_AI, Seen, ask
from .server import Server, server
from .test_chat import PROMPT, WHOLE

Cell = tuple[str, str, str]
"""Outcome, requests of the first message, requests of the second one to the same model.

`S` is a stream, `s` one without `stream_options`, `n` a plain request. The outcome is that of both
messages: `whole` the whole answer once, `part` some of it and a failure, `error` a failure alone.
"""

STREAMS: Cell = ("whole", "S", "S")
PLAIN: Cell = ("whole", "n", "n")
LEARNS: Cell = ("whole", "Sn", "n")
FAILS: Cell = ("error", "S", "S")
FAILS_RETRIED: Cell = ("error", "SSS", "SSS")
BREAKS: Cell = ("part", "S", "S")

V2, V3 = JUPYTER_AI == 2, JUPYTER_AI == 3

EXPECTED: dict[str, dict[str, Cell]] = {
    # fault: auto, on; off where it is not one plain request that is answered
    "ok": {"auto": STREAMS, "on": STREAMS},
    "slow": {"auto": STREAMS, "on": STREAMS},
    "burst": {"auto": STREAMS, "on": STREAMS},
    "no-finish": {"auto": STREAMS, "on": STREAMS},
    "refuse-400": {"auto": LEARNS, "on": FAILS},
    "refuse-500": {"auto": LEARNS, "on": FAILS_RETRIED},
    "refuse-403": {"auto": LEARNS, "on": FAILS},
    "refuse-nested": {"auto": LEARNS, "on": FAILS},
    "refuse-foreign": {"auto": LEARNS, "on": FAILS},
    "refuse-packed": {"auto": LEARNS, "on": FAILS},
    "no-stream-options": {"auto": ("whole", "Ss", "s"), "on": FAILS},
    # Only Jupyter AI 3 offers tools.
    "no-stream-tools": {"auto": LEARNS, "on": FAILS} if V3 else {"auto": STREAMS, "on": STREAMS},
    "stream-only": {"auto": STREAMS, "on": STREAMS, "off": ("error", "n", "n")},
    "json": {"auto": ("whole", "S", "n"), "on": STREAMS},
    "json-error": {"auto": LEARNS, "on": FAILS},
    "html": {"auto": FAILS, "on": FAILS},
    "gateway-page": {"auto": LEARNS, "on": FAILS_RETRIED},
    "gateway-timeout": {"auto": FAILS, "on": FAILS_RETRIED},
    "empty": {"auto": LEARNS, "on": FAILS},
    "done-only": {"auto": LEARNS, "on": FAILS},
    "cut": {"auto": BREAKS, "on": BREAKS},
    "cut-clean": {"auto": BREAKS, "on": BREAKS},
    "error-frame": {"auto": LEARNS, "on": FAILS},
    "error-frame-refusal": {"auto": LEARNS, "on": FAILS},
    "error-late": {"auto": BREAKS, "on": BREAKS},
    "hang": {"auto": LEARNS, "on": FAILS},
    "hang-mid": {"auto": BREAKS, "on": BREAKS},
    "unauthorized": {"auto": FAILS, "on": FAILS, "off": ("error", "n", "n")},
    "rate-limited": {"auto": FAILS, "on": FAILS_RETRIED, "off": ("error", "nnn", "nnn")},
    "not-found": {"auto": FAILS, "on": FAILS, "off": ("error", "n", "n")},
    "content-filter": {"auto": FAILS, "on": FAILS, "off": ("error", "n", "n")},
    "down": {
        "auto": ("error", "Snnn", "Snnn"),
        "on": FAILS_RETRIED,
        "off": ("error", "nnn", "nnn"),
    },
}
CELLS = [
    (fault, mode, modes.get(mode, PLAIN))
    for fault, modes in EXPECTED.items()
    for mode in ("auto", "on", "off")
]


def test_no_fault_is_left_out() -> None:
    assert set(EXPECTED) == set(FAULTS)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A JupyterLab whose user does not wait long for silent streams."""
    with server() as made:
        made.set_settings(plainAfterSeconds=1, silenceSeconds=2)
        made.practice.pause = 0.02
        with made.running():
            yield made


@pytest.fixture(scope="module")
def measured() -> Iterator[list[dict[str, str]]]:
    """What was seen, written down where that is asked for."""
    cells: list[dict[str, str]] = []
    yield cells
    if name := os.environ.get("FAULTS_JSON"):
        Path(name).write_text(json.dumps(cells, indent=1), encoding="utf-8")


@pytest.mark.parametrize(("fault", "mode", "expected"), CELLS, ids=str)
async def test_fault(
    fresh: Server, measured: list[dict[str, str]], fault: str, mode: str, expected: Cell
) -> None:
    fresh.set_mode(mode, fresh.deployment)
    outcomes, requests = [], []
    for _ in range(2):
        fresh.set_fault(fault)
        seen = await ask(fresh, PROMPT, until_error=expected[0] == "part")
        outcomes.append(outcome(seen))
        requests.append(fresh.requests())
    first, second = requests
    measured.append(
        {
            "jupyter_ai": str(JUPYTER_AI),
            "fault": fault,
            "mode": mode,
            "outcome": outcomes[0],
            "first": first,
            "second": second,
        }
    )
    assert (set(outcomes), first, second) == ({expected[0]}, *expected[1:])


def outcome(seen: Seen) -> str:
    """In a word; fails on what must never be seen."""
    assert seen.text or seen.error, "a blank"
    assert WHOLE.startswith(seen.text), "nothing but the answer, and nothing of it twice"
    if seen.error:
        return "part" if seen.text else "error"
    assert seen.text == WHOLE, "cut off, and nobody says so"
    return "whole"
