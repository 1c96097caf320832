"""Answers to a request for a stream that are no event stream, or not all of one.

All hold no answer, or not all of it, and show that; but for `misplaced`, which holds one in another
form than was asked for.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.support.raw_server import Answer, Coding, Ending, Framing

from .event_streams.chunks import Manner, choice, chunk, manners, worded
from .event_streams.draws import Draw, rarely
from .event_streams.ends import ends
from .event_streams.legal import Event, events
from .event_streams.stream import Said, Stream, plain_answer, whole_answer

_FRAMINGS = st.sampled_from([Framing.CHUNKED, Framing.LENGTH, Framing.CLOSE])
_CODINGS = st.sampled_from([Coding.NONE, Coding.NONE, Coding.NONE, Coding.GZIP, Coding.IDENTITY])
_TYPES = st.sampled_from(["text/event-stream", "application/json", "text/plain", None])
_EVENTS = st.sampled_from(["text/event-stream", "text/event-stream; charset=utf-8", None])

_PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in</body></html>"
_WORDS = ["The server had an error", "Rate limit reached", "internal", "Incorrect API key provided"]


def plains(said: Said) -> st.SearchStrategy[Answer]:
    """What a request for a whole answer gets beside it: the answer, most of the time."""
    empty = whole_answer(Said(""))
    empty["choices"][0]["message"]["content"] = ""
    failed = b'{"error": {"message": "The server had an error", "type": "server_error"}}'
    good = plain_answer(said)
    return st.sampled_from(
        [
            good,
            good,
            good,
            replace(good, pieces=(json.dumps(empty).encode(),)),
            replace(good, pieces=(failed,), status=500, headers=(("x-should-retry", "false"),)),
        ]
    )


@st.composite
def cut(draw: Draw) -> Stream:
    """A legal stream, cut before anything marks its end, and HTTP shows it."""
    manner = draw(manners())
    if rarely(draw, 5):
        manner = replace(manner, empty_reason=True)
    said, made, _ = draw(events(manner))
    before = b"".join(each.data for each in made[: _first_mark(made)])
    body = before[: draw(st.integers(0, len(before)))]
    ending = draw(st.sampled_from([Ending.UNFINISHED, Ending.ABORTED, Ending.TRUNCATED]))
    codings, framings = _CODINGS, _FRAMINGS
    if ending is Ending.TRUNCATED:
        codings = st.sampled_from([Coding.GZIP, Coding.DEFLATE])
    else:  # of a body that ends with its connection nobody knows how it ended
        framings = st.sampled_from([Framing.CHUNKED, Framing.LENGTH])
    if ending is Ending.TRUNCATED and not body:
        body = b": open\n\n"
    half = draw(st.integers(0, len(body)))
    answer = Answer(
        (body[:half], body[half:]),
        draw(_EVENTS),
        framing=draw(framings),
        coding=draw(codings),
        ending=ending,
    )
    reasons = ", empty reasons" if manner.empty_reason else ""
    return Stream(f"cut: {ending.value}{reasons}", said, answer, draw(plains(said)))


def _first_mark(made: list[Event]) -> int:
    return next(number for number, each in enumerate(made) if each.marks)


@st.composite
def cut_in_an_event(draw: Draw) -> Stream:
    """HTTP ends properly, but in the midst of an event."""
    said, made, _ = draw(events())
    last = _first_mark(made)
    chosen = draw(st.integers(0, last))
    event = made[chosen].data
    begin = event.find(b"{")
    end = event.rfind(b"}")
    if begin < 0:  # an opening, or [DONE]
        chosen = next(number for number, each in enumerate(made) if b"{" in each.data)
        event = made[chosen].data
        begin, end = event.find(b"{"), event.rfind(b"}")
    # At `end` all but the last bracket is there: no JSON yet.
    part = event[: draw(st.integers(begin + 1, end))]
    body = b"".join(each.data for each in made[:chosen]) + part
    answer = Answer((body,), draw(_EVENTS), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    return Stream("cut: in an event", said, answer, draw(plains(said)))


def _error(draw: Draw) -> Any:
    words = draw(st.sampled_from(_WORDS))
    return draw(
        st.sampled_from(
            [
                {"error": {"message": words, "type": "server_error", "code": None}},
                {"error": {"message": words, "code": 502}},
                {"error": words},
            ]
        )
    )


@st.composite
def failing(draw: Draw) -> Stream:
    """An error comes as an event, at the beginning or in the midst."""
    said, made, _ = draw(events())
    at = draw(st.one_of(st.just(0), st.integers(0, _first_mark(made))))
    name = draw(st.sampled_from([b"", b"event: error\n"]))
    error = name + b"data: " + json.dumps(_error(draw)).encode() + b"\n\n"
    done = draw(st.sampled_from([b"", b"data: [DONE]\n\n"]))
    body = b"".join(each.data for each in made[:at])
    answer = Answer((body, error + done), draw(_EVENTS), framing=draw(_FRAMINGS))
    answer = replace(answer, coding=draw(_CODINGS))
    spoken = any(each.payload for each in made[:at])
    kind = f"error event: {'in the midst' if spoken else 'first'}"
    return Stream(kind, said, answer, draw(plains(said)))


@st.composite
def ended_with_error(draw: Draw) -> Stream:
    """The last chunk gives `error` as the reason."""
    end = replace(draw(ends()), reason=True)
    said, made, _ = draw(events(end=end, reason="error"))
    body = b"".join(each.data for each in made)
    answer = Answer((body,), draw(_EVENTS), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    return Stream("finish reason: error", said, answer, draw(plains(said)))


_NOTHING: dict[str, list[bytes]] = {
    "no bytes": [b""],
    "done only": [b"data: [DONE]\n\n", b"data: [DONE]", b"data:[DONE]\r\n\r\n"],
    "pings only": [b": ping\n\n" * 3, b":\n\n", b"\n\n\n", b": ping\n\ndata: [DONE]\n\n"],
    "nothing said": [
        *(
            ("".join(f"data: {json.dumps(each)}\n\n" for each in chunks) + end).encode()
            for chunks in (
                [chunk(Manner(), [])],
                [chunk(Manner(), [choice(Manner(), {"role": "assistant", "content": ""})])],
                [chunk(Manner(), [choice(Manner(), {}, "stop")])],
            )
            for end in ("", "data: [DONE]\n\n")
        )
    ],
}
_NO_ANSWERS = [
    b"{}",
    b"null",
    b'"text"',
    b"[]",
    b"[null]",
    b"42",
    b'{"choices": []}',
    b'{"choices": null}',
    b'{"object": "chat.completion", "model": "a-model"}',
    json.dumps({**whole_answer(Said("")), "choices": []}).encode(),
]


@st.composite
def nothing(draw: Draw) -> Stream:
    """Nothing, in many forms."""
    kind = draw(st.sampled_from(sorted(_NOTHING)))
    body = draw(st.sampled_from(_NOTHING[kind]))
    answer = Answer((body,), draw(_TYPES), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    said = Said("a plain answer")
    return Stream(f"nothing: {kind}", said, answer, draw(plains(said)))


@st.composite
def no_answer(draw: Draw) -> Stream:
    """JSON that is no answer."""
    body = draw(st.sampled_from(_NO_ANSWERS))
    answer = Answer((body,), draw(_TYPES), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    said = Said("a plain answer")
    return Stream(f"no answer: {body[:24].decode()}", said, answer, draw(plains(said)))


@st.composite
def error_as_json(draw: Draw) -> Stream:
    """An error with status 200, not as an event."""
    error = _error(draw)
    words = draw(st.sampled_from(_WORDS))
    form, data = draw(
        st.sampled_from(
            [
                ("object", error),
                ("in a list", [error]),
                ("detail", {"detail": words}),
                ("message", {"message": words, "statusCode": 500}),
            ]
        )
    )
    end = draw(st.sampled_from([b"", b"\n", b"\n\n"]))
    body = json.dumps(data, indent=draw(st.sampled_from([None, None, 2]))).encode() + end
    answer = Answer((body,), draw(_TYPES), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    said = Said("a plain answer")
    return Stream(f"error as JSON: {form}", said, answer, draw(plains(said)))


@st.composite
def page(draw: Draw) -> Stream:
    """A web page."""
    body = draw(st.sampled_from([_PAGE, b"\n " + _PAGE, _PAGE * 200, b"<html>" + _PAGE[15:]]))
    kind = draw(
        st.sampled_from(["text/html", "text/html; charset=utf-8", "text/event-stream", None])
    )
    answer = Answer((body,), kind, framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    said = Said("a plain answer")
    return Stream(
        f"page as {(kind or 'nothing').partition(';')[0]}", said, answer, plain_answer(said)
    )


@st.composite
def garbage(draw: Draw) -> Stream:
    """Bytes that mean nothing."""
    body = draw(
        st.one_of(
            st.binary(min_size=1, max_size=60),
            st.sampled_from(
                [
                    b"OK",
                    b"upstream connect error or disconnect/reset before headers",
                    b"data: not json\n\n",
                    b"data: {]\n\ndata: [DONE]\n\n",
                    b"data: 42\n\ndata: [DONE]\n\n",
                    b"data: {}\n\ndata: [DONE]\n\n",
                    b"data: null\n\ndata: [DONE]\n\n",
                    b"data: \n\n",
                    b"\x1f\x8b\x08\x00garbage",
                    b"\xff\xfe\x00",
                ]
            ),
        )
    )
    answer = Answer((body,), draw(_TYPES), framing=draw(_FRAMINGS), coding=draw(_CODINGS))
    said = Said("a plain answer")
    return Stream("garbage", said, answer, draw(plains(said)))


REFUSING = (400, 404, 405, 415, 422, 501)
"""Statuses with which an endpoint may say that it takes no stream."""


@st.composite
def refused(draw: Draw) -> Stream:
    """A status that is an error."""
    status = draw(st.sampled_from([400, 401, 403, 404, 405, 422, 429, 500, 501, 502, 503]))
    bodies = [json.dumps(_error(draw)).encode(), _PAGE, b"", b"no healthy upstream"]
    body = draw(st.sampled_from(bodies))
    answer = Answer(
        (body,),
        "text/html" if body is _PAGE else "application/json",
        status=status,
        headers=(("x-should-retry", "false"),),
        framing=draw(_FRAMINGS),
        coding=draw(_CODINGS),
    )
    said = Said("a plain answer")
    return Stream(f"status {status}", said, answer, draw(plains(said)))


@st.composite
def misplaced(draw: Draw) -> Stream:
    """An answer in another form than that of an event stream: it is there, and must be shown."""
    manner = replace(draw(manners()), indent=False)
    said, made, _ = draw(events(manner, replace(draw(ends()), rest=b"")))
    form = draw(st.sampled_from(["whole", "whole", "in a list", "as an event", "lines"]))
    if form == "lines":
        body = b"".join(_lines(made))
        body += draw(st.sampled_from([b"", b"data: [DONE]\n\n"]))
    else:
        data: Any = whole_answer(said)
        indent = draw(st.sampled_from([None, None, 2]))
        text = json.dumps([data] if form == "in a list" else data, indent=indent)
        body = text.encode() + draw(st.sampled_from([b"", b"\n"]))
        if form == "as an event":
            body = b"data: " + worded(manner, data).encode() + b"\n\n"
            body += draw(st.sampled_from([b"", b"data: [DONE]\n\n"]))
        body = draw(st.sampled_from([b"", b"", b"\n", b"\xef\xbb\xbf"])) + body
    half = draw(st.integers(0, len(body)))
    answer = Answer(
        (body[:half], body[half:]), draw(_TYPES), framing=draw(_FRAMINGS), coding=draw(_CODINGS)
    )
    return Stream(f"misplaced: {form}", said, answer, plain_answer(said))


def _lines(made: list[Event]) -> list[bytes]:
    """The chunks as lines of JSON, without anything around them."""
    lines = []
    for each in made:
        for line in each.data.splitlines():
            _, name, value = line.partition(b"data:")
            if name and value.strip().startswith(b"{"):
                lines.append(value.strip() + b"\n")
    return lines
