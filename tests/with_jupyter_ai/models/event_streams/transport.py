"""How an event stream travels: in which pieces, under which headers, in which of HTTP's ways."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from tests.support.raw_server import Answer, Coding, Ending, Framing

from .draws import Draw


@st.composite
def cut(draw: Draw, body: bytes, events: list[bytes]) -> tuple[bytes, ...]:
    """The body in pieces whose borders fall anywhere."""
    how = draw(st.sampled_from(["events", "events", "whole", "random", "in line ends", "bytes"]))
    if how == "events" and b"".join(events) == body:
        return tuple(events)
    if how == "in line ends":
        at = [n + 1 for n, byte in enumerate(body) if byte == 13 or byte >= 0xC0]
        begin = draw(st.integers(0, max(0, len(at) - 12)))
        at = at[begin : begin + 12]
    elif how == "bytes":
        begin = draw(st.integers(0, max(0, len(body) - 12)))
        at = list(range(begin, min(begin + 12, len(body))))
    elif how == "random":
        at = sorted(set(draw(st.lists(st.integers(0, len(body)), max_size=12))))
    else:
        at = []
    borders = [0, *at, len(body)]
    return tuple(body[a:b] for a, b in pairwise(borders))


_TYPES: list[str | None] = [
    "text/event-stream",
    "text/event-stream",
    "text/event-stream",
    "text/event-stream; charset=utf-8",
    "text/event-stream;charset=UTF-8",
    "application/json",
    "application/json; charset=utf-8",
    "application/json;stream=true",
    "application/octet-stream",
    "application/x-ndjson",
    "text/plain",
    "text/plain; charset=utf-8",
    None,
]
_HEADERS: list[tuple[tuple[str, str], ...]] = [
    (),
    (),
    (("Cache-Control", "no-cache"), ("X-Accel-Buffering", "no")),
    (("X-Request-Id", "req_1"), ("OpenAI-Processing-Ms", "12")),
]


@st.composite
def sent(draw: Draw, pieces: tuple[bytes, ...], ending: Ending = Ending.PROPER) -> Answer:
    """The pieces in one of HTTP's ways."""
    framings = [Framing.CHUNKED, Framing.CHUNKED, Framing.LENGTH, Framing.CLOSE]
    codings = [Coding.NONE] * 6 + list(Coding)[1:]
    if ending is Ending.UNFINISHED:
        framings = [Framing.CHUNKED, Framing.LENGTH]
    if ending is Ending.TRUNCATED:
        codings = [Coding.GZIP, Coding.GZIP_WHOLE, Coding.DEFLATE, Coding.DEFLATE_WHOLE]
    return Answer(
        pieces,
        content_type=draw(st.sampled_from(_TYPES)),
        headers=draw(st.sampled_from(_HEADERS)),
        framing=draw(st.sampled_from(framings)),
        coding=draw(st.sampled_from(codings)),
        ending=ending,
    )
