"""What has to come out, in every release."""

from __future__ import annotations

from collections.abc import Iterator

from .record import FAULTS, MODES, Cell, Result, Shown, Way, numbers

_WHOLE = frozenset({Shown.WHOLE})
_REFUSED = frozenset({Shown.ERROR})
_EITHER = _WHOLE | _REFUSED

_PLAIN = ({"n"}, {"n"}, _WHOLE)

# The requests that a first and a second message may cost, in small letters (whether a release
# sends `stream_options` is its own affair), and what the user may see.
_EXPECTED = {
    "off": dict.fromkeys(FAULTS, _PLAIN),
    # As Jupyter AI does by itself: the client library asks three times when it gets a 500.
    "on": {
        "ok": ({"s"}, {"s"}, _WHOLE),
        "refuse-400": ({"s"}, {"s"}, _REFUSED),
        "refuse-500": ({"sss"}, {"sss"}, _REFUSED),
        "json": ({"s"}, {"s"}, _EITHER),
        "empty": ({"s"}, {"s"}, _REFUSED),
    },
    "auto": {
        "ok": ({"s"}, {"s"}, _WHOLE),
        "refuse-400": ({"sn"}, {"n"}, _WHOLE),
        "refuse-500": ({"sn"}, {"n"}, _WHOLE),
        # The body that came for a stream is taken as the answer it is.
        "json": ({"s"}, {"n"}, _WHOLE),
        "empty": ({"sn"}, {"n"}, _WHOLE),
    },
}

_CHAT_STREAMS = (2, 19)


def chat_streams(release: str) -> bool:
    """Whether the chat of this release can stream at all."""
    return numbers(release) >= _CHAT_STREAMS


def surprises(result: Result) -> Iterator[str]:
    """What is not as expected, a sentence each."""
    limits = () if chat_streams(result.release) else ("chat-never-streams",)
    if result.limits != limits:
        yield f"the limits told are {result.limits}, not {limits}"
    for way in Way:
        if way.value not in result.transport:
            continue
        for mode in MODES:
            for fault in FAULTS:
                cell = result.cell(way, mode, fault)
                if cell is None:
                    yield f"{way.value}, {mode}, {fault}: not measured"
                elif not as_expected(result.release, cell):
                    yield f"{way.value}, {mode}, {fault}: {cell.messages}"


def as_expected(release: str, cell: Cell) -> bool:
    """Whether both messages cost the requests, and brought the answer, that they should."""
    streams = cell.way is Way.INLINE or chat_streams(release)
    first, second, shown = _EXPECTED[cell.mode][cell.fault] if streams else _PLAIN
    return all(
        message.requests.lower() in requests and message.shown in shown
        for message, requests in zip(cell.messages, (first, second), strict=True)
    )
