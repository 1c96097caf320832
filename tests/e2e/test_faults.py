"""Every practice fault, in every mode, through the real chat: what is seen and what is sent.

Two messages of one conversation for each, so that the turn after a failure is put to the test too.
Key and address hold a canary, and requests are logged: in the end it must be nowhere but in Jupyter
AI's own configuration.
With FAULTS_JSON set to the name of a file, what was measured is written there; `make faults` makes
`docs/faults.md` of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.cli.demo.generation import PLACEHOLDER_KEY
from jupyterlab_ai_stream_toggle.practice.faults import FAULTS
from scripts.fault_table import MODES, PAGE, cells_of, words

from .chat import JUPYTER_AI, Seen, conversation
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
    "no-mark": {"auto": STREAMS, "on": STREAMS},
    "mistyped": {"auto": STREAMS, "on": STREAMS},
    "json-lines": {"auto": STREAMS, "on": STREAMS},
    "refuse-400": {"auto": LEARNS, "on": FAILS},
    "refuse-500": {"auto": LEARNS, "on": FAILS_RETRIED},
    # The client library tries again by itself, where `auto` has a better way.
    "flaky": {"auto": LEARNS, "on": ("whole", "SS", "S")},
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

# A word of what the user must be told, where a failure is shown.
SAYS = {
    "refuse-400": "stream",
    "refuse-500": "internal server error",
    "refuse-403": "streaming",
    "refuse-nested": "stream",
    "refuse-foreign": "streaming",
    "refuse-packed": "stream",
    "no-stream-options": "stream_options",
    "no-stream-tools": "streaming",
    "stream-only": "stream",
    "json-error": "backend could not be reached",
    "html": "web page",
    "gateway-page": "502",
    "gateway-timeout": "504",
    "empty": "without an answer",
    "done-only": "without an answer",
    "cut": "interrupted",
    "cut-clean": "interrupted",
    "error-frame": "had an error",
    "error-frame-refusal": "streaming is not enabled",
    "error-late": "interrupted",
    "hang": "nothing for 2 seconds",
    "hang-mid": "interrupted",
    "unauthorized": "api key",
    "rate-limited": "rate limit",
    "not-found": "does not exist",
    "content-filter": "content filter",
    "down": "internal server error",
}

# Only where nothing comes: in the other rows a busy machine is not to pass for a silent endpoint.
PATIENCE = {
    "hang": {"plainAfterSeconds": 1, "silenceSeconds": 2},
    "hang-mid": {"silenceSeconds": 2},
}


# Where it counts that the model has answered well before: that this endpoint marks its ends.
PROVEN = {"cut-clean"}


def expected(fault: str, mode: str) -> Cell:
    return EXPECTED[fault].get(mode, PLAIN)


def test_no_fault_is_left_out() -> None:
    assert set(EXPECTED) == set(FAULTS)


def test_the_page_says_the_same() -> None:
    """If not, `make faults` writes it anew."""
    cells = cells_of(PAGE.read_text(encoding="utf-8"))
    for fault in EXPECTED:
        for mode in MODES:
            assert words(*expected(fault, mode)) in cells[fault, mode], (fault, mode)


CANARY = "canary-7c6b5a4f3e2d1c0b"


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A JupyterLab that logs requests; nobody's secret is found in what it leaves behind."""
    with server() as made:
        path = made.place.root / "config/jupyter_server_config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["StreamToggle"] = {"wire_log": str(made.place.root / "wire.jsonl")}
        path.write_text(json.dumps(config), encoding="utf-8")
        with made.running():
            yield made
        assert len((made.place.root / "wire.jsonl").read_text("utf-8").splitlines()) > 9
        assert files_with(CANARY, made.place.root) == [CONFIGURATION]


CONFIGURATION = "data/jupyter_ai/config.json"


def files_with(text: str, folder: Path) -> list[str]:
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and text.encode() in file.read_bytes()
    ]


@pytest.fixture
def fresh(running: Server) -> Server:
    """A model that nobody has talked to, with a canary for a key, and in its address."""
    running.use_fresh_deployment()
    path = running.place.root / CONFIGURATION
    config = path.read_text(encoding="utf-8")
    assert PLACEHOLDER_KEY in config
    new = path.with_suffix(".new")
    config = config.replace(PLACEHOLDER_KEY, CANARY)
    if V2:  # LiteLLM refuses an address with credentials beside a key
        config = config.replace("://", f"://user:{CANARY}@")
    new.write_text(config, encoding="utf-8")
    new.replace(path)
    return running


@pytest.fixture(scope="module")
def measured() -> Iterator[list[dict[str, str]]]:
    """What was seen, written down where that is asked for."""
    cells: list[dict[str, str]] = []
    yield cells
    if name := os.environ.get("FAULTS_JSON"):
        Path(name).write_text(json.dumps(cells, indent=1), encoding="utf-8")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fault", EXPECTED)
async def test_fault(fresh: Server, measured: list[dict[str, str]], fault: str, mode: str) -> None:
    seen_as, *sent = expected(fault, mode)
    fresh.practice.pause = 0.005
    fresh.set_settings(**PATIENCE.get(fault, {}))
    fresh.set_mode(mode, fresh.deployment)
    outcomes, requests = [], []
    async with conversation(fresh) as talk:
        if fault in PROVEN:
            fresh.set_fault("ok")
            await talk(PROMPT)
        fresh.set_fault(fault)
        for _ in range(2):
            fresh.practice.journal.clear()
            seen = await talk(PROMPT)
            if seen_as == "part":
                await talk.more()
            outcomes.append(outcome(seen))
            requests.append(fresh.requests())
            if seen.error:
                assert SAYS[fault] in seen.error.lower()
            assert CANARY not in seen.text + seen.error
        answers = [fresh.get(name) for name in ("status", "failures", "capabilities", "providers")]
    assert CANARY not in json.dumps(answers)
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
    assert (outcomes, requests) == ([seen_as, seen_as], sent)


def outcome(seen: Seen) -> str:
    """In a word; fails on what must never be seen."""
    assert seen.text or seen.error, "a blank"
    assert WHOLE.startswith(seen.text), "nothing but the answer, and nothing of it twice"
    if seen.error:
        assert seen.text != WHOLE, "a whole answer, and a failure"
        return "part" if seen.text else "error"
    assert seen.text == WHOLE, "cut off, and nobody says so"
    return "whole"
