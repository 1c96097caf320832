"""What every practice fault leads to in a chat: the table that chats and checks are held to."""

from __future__ import annotations

from tests.support.generation import JUPYTER_AI

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
    "no-stream-tools": {"auto": LEARNS, "on": FAILS},
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
    "mute": {"auto": ("error", "Sn", "Sn"), "on": FAILS, "off": ("error", "n", "n")},
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

# Only Jupyter AI 3 offers tools.
EXPECTED_OF_2: dict[str, dict[str, Cell]] = {
    "no-stream-tools": {"auto": STREAMS, "on": STREAMS},
}


def expected(fault: str, mode: str, generation: int | None = JUPYTER_AI) -> Cell:
    """What it leads to in a mode, with this or another generation of Jupyter AI."""
    own = EXPECTED_OF_2.get(fault) if generation == 2 else None
    return (own or EXPECTED[fault]).get(mode, PLAIN)
