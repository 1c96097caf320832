"""Legal event streams of chat completions, as real servers send them; hypothesis makes them up.

Three things vary by themselves: what is said (text, reasoning, calls of tools, usage), how the API
puts it into chunks, and how chunks become bytes (event stream, pieces, headers, HTTP).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.support.raw_server import Answer, Coding, Ending, Framing

Draw = st.DrawFn

DONE = "[DONE]"
USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


@dataclass(frozen=True)
class Call:
    """A call of a tool."""

    name: str
    arguments: str
    id: str


@dataclass(frozen=True)
class Said:
    """What a stream says."""

    text: str = ""
    reasoning: str = ""
    calls: tuple[Call, ...] = ()
    usage: bool = False


@dataclass(frozen=True, repr=False)
class Stream:
    """What is answered to one request, and what that says."""

    kind: str
    said: Said
    answer: Answer
    plain: Answer | None = field(default=None, compare=False)
    """What a request for a whole answer gets."""

    def __repr__(self) -> str:
        answer = self.answer
        body = b"|".join(answer.pieces) if len(answer.pieces) < 20 else b"".join(answer.pieces)
        shown = body if len(body) < 1200 else body[:900] + b" ... " + body[-250:]
        return (
            f"<{self.kind}; {answer.status} {answer.content_type!r} {answer.framing.value} "
            f"{answer.coding.value or 'uncoded'} {answer.ending.value} "
            f"{len(answer.pieces)} pieces; {shown!r}>"
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """As hypothesis prints it: not field by field."""
        printer.text(repr(self))


class Event(NamedTuple):
    """One event's bytes, and whether it marks the end of the answer."""

    data: bytes
    marks: bool = False
    payload: bool = False
    """Whether it carries some of the answer."""


@dataclass(frozen=True)
class Manner:
    """How an API words its chunks."""

    nulls: bool = True
    """A finish reason that is null, where there is none."""
    empty_reason: bool = False
    """A finish reason that is an empty string, where there is none."""
    extras: tuple[str, ...] = ()
    usage_everywhere: bool = False
    ascii: bool = False
    compact: bool = True
    indent: bool = False
    """JSON over several lines, hence `data:` over several lines."""


@dataclass(frozen=True)
class Notation:
    """How chunks are written as an event stream."""

    newline: bytes = b"\n"
    space: bool = True
    event: str = ""
    ids: bool = False
    opening: bytes = b""
    comments: tuple[bytes, ...] = ()
    """Put between events in turn; an empty one is no comment."""

    def write(self, data: str, number: int) -> bytes:
        """One event."""
        lines = [f"event: {self.event}"] if self.event else []
        if self.ids:
            lines.append(f"id: {number}")
        lines += [f"data:{' ' if self.space else ''}{line}" for line in data.split("\n")]
        written = b"".join(line.encode() + self.newline for line in lines) + self.newline
        if self.comments:
            between = self.comments[number % len(self.comments)]
            written = between.replace(b"\n", self.newline) + written
        return written


_EXTRAS: dict[str, dict[str, Any]] = {
    "fingerprint": {"system_fingerprint": "fp_1"},
    "tier": {"service_tier": "default"},
    "obfuscation": {"obfuscation": "x7Kq"},
    "null-usage": {"usage": None},
    "groq": {"x_groq": {"id": "req_1"}},
}
_FILTERED = {
    name: {"filtered": False, "severity": "safe"}
    for name in ("hate", "self_harm", "sexual", "violence")
}


def chunk(manner: Manner, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """One chunk."""
    made: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1700000000,
        "model": "a-model",
        "choices": choices,
    }
    for name in manner.extras:
        made.update(_EXTRAS[name])
    if manner.usage_everywhere and choices:
        made["usage"] = USAGE
    return {**made, **more}


def choice(manner: Manner, delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    """One choice of a chunk."""
    made: dict[str, Any] = {"index": 0, "delta": delta}
    if reason is not None:
        made["finish_reason"] = reason
    elif manner.empty_reason:
        made["finish_reason"] = ""
    elif manner.nulls:
        made |= {"finish_reason": None, "logprobs": None}
    return made


def worded(manner: Manner, data: Any) -> str:
    """JSON, in the manner of the API."""
    return json.dumps(
        data,
        ensure_ascii=manner.ascii,
        indent=1 if manner.indent else None,
        separators=(",", ":") if manner.compact else None,
    )


def whole_answer(said: Said) -> dict[str, Any]:
    """The same said at once."""
    message: dict[str, Any] = {"role": "assistant", "content": said.text or None}
    if said.reasoning:
        message["reasoning_content"] = said.reasoning
    if said.calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in said.calls
        ]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "a-model",
        "choices": [
            {
                "index": 0,
                "message": message,
                "finish_reason": "tool_calls" if said.calls else "stop",
                "logprobs": None,
            }
        ],
        "usage": USAGE,
    }


def plain_answer(said: Said) -> Answer:
    """A whole answer as it should be."""
    body = json.dumps(whole_answer(said)).encode()
    return Answer((body,), "application/json", framing=Framing.LENGTH)


def rarely(draw: Draw, often: int) -> bool:
    """True once in so many times; a failing example is made simpler towards False."""
    return draw(st.integers(1, often)) == often


# What is said.

_WORDS = st.sampled_from(["Hello", " world", ", ", "x = 1", "\n\n", "  ", "```python\n", "."])
_ODD = st.sampled_from(
    [
        "[DONE]",
        "data: ",
        "data: [DONE]\n\n",
        '"finish_reason":"stop"',
        '{"finish_reason": "stop"}',
        '{"error": {"message": "no"}}',
        '"usage":{"total_tokens":1}',
        "<html><body>",
        "event: error\n",
        "\r\n\r\n",
        "\u2028\u2029\x85",
        "é漢字🙂",
        "\\u00e9\\",
        "streaming is not supported",
    ]
)
_PIECE = st.one_of(_WORDS, _WORDS, _ODD, st.text(max_size=8))


@st.composite
def _spoken(draw: Draw) -> list[str]:
    """Text in pieces; some of it is long."""
    pieces = draw(st.lists(_PIECE, min_size=1, max_size=6))
    if rarely(draw, 10):
        pieces.append(draw(_PIECE) + "".join(f"{n} bottles, " for n in range(900)))
    if not "".join(pieces).strip():
        pieces.append("so")
    return pieces


@st.composite
def _calls(draw: Draw) -> list[tuple[Call, list[str]]]:
    """One call or two, each with its arguments in pieces."""
    made = []
    for number in range(draw(st.integers(1, 2))):
        values = {"word": draw(_PIECE), "n": number}
        arguments = json.dumps(values, ensure_ascii=draw(st.booleans()))
        cuts = sorted(draw(st.lists(st.integers(0, len(arguments)), max_size=3)))
        borders = [0, *cuts, len(arguments)]
        pieces = [arguments[a:b] for a, b in pairwise(borders)]
        made.append((Call("look_up", arguments, f"call_{number}"), pieces))
    return made


@st.composite
def _chunks(draw: Draw, manner: Manner) -> tuple[Said, list[dict[str, Any]]]:
    """What is said, and the chunks that say it, up to the end of the answer."""
    what = draw(st.sampled_from(["text", "text", "text", "calls", "both", "thought"]))
    text = draw(_spoken()) if what != "calls" else []
    thoughts = draw(_spoken()) if what == "thought" else []
    calls = draw(_calls()) if what in ("calls", "both") else []
    deltas: list[dict[str, Any]] = []
    role = draw(st.sampled_from(["own", "null", "first", "each", "none"]))
    if role in ("own", "null"):
        deltas.append({"role": "assistant", "content": "" if role == "own" else None})
    deltas += [{"reasoning_content": each} for each in thoughts]
    deltas += [{"content": each} for each in text]
    for index, (call, pieces) in enumerate(calls):
        begun = {"id": call.id, "type": "function"}
        deltas.append(
            {
                "tool_calls": [
                    {"index": index, **begun, "function": {"name": call.name, "arguments": ""}}
                ]
            }
        )
        deltas += [
            {"tool_calls": [{"index": index, "function": {"arguments": each}}]} for each in pieces
        ]
    for at in draw(st.lists(st.integers(0, len(deltas)), max_size=2)):
        deltas.insert(at, draw(st.sampled_from([{}, {"content": ""}])))
    if role in ("first", "each") and deltas:
        for delta in deltas if role == "each" else deltas[:1]:
            delta["role"] = "assistant"
    chunks = [chunk(manner, [choice(manner, delta)]) for delta in deltas]
    if rarely(draw, 4):  # Azure begins with what its filter found in the prompt
        found = [{"prompt_index": 0, "content_filter_results": _FILTERED}]
        chunks.insert(0, chunk(manner, [], prompt_filter_results=found))
    said = Said("".join(text), "".join(thoughts), tuple(call for call, _ in calls))
    return said, chunks


# How it ends.


def _aftermath(manner: Manner, kind: str) -> dict[str, Any]:
    """A chunk that comes after the finish reason."""
    results = {name: {**found, "detail": "-" * 1500} for name, found in _FILTERED.items()}
    if kind == "filter":
        offsets = {"check_offset": 44, "start_offset": 44, "end_offset": 198}
        late = {"content_filter_results": results, "content_filter_offsets": offsets}
        return chunk(manner, [{**choice(manner, {}), **late}])
    if kind == "citations":
        urls = [f"https://example.org/{number}" for number in range(300)]
        return chunk(manner, [], citations=urls)
    if kind == "details":
        details = {"cached_tokens": 3, "audio_tokens": 0}
        return chunk(manner, [], usage={**USAGE, "prompt_tokens_details": details})
    return chunk(manner, [], usage=USAGE)


@dataclass(frozen=True)
class End:
    """How a stream ends: some of what can mark the end, in this order."""

    reason: bool = True
    with_content: bool = False
    """The finish reason stands on the last chunk that says something."""
    after: tuple[str, ...] = ()
    done: bool = True
    rest: bytes = b""
    """What follows `[DONE]`."""
    open: bytes = b"\n\n"
    """The line ends after the last event."""

    @property
    def marked(self) -> bool:
        """Whether anything says that the answer is complete."""
        return self.reason or self.done or bool({"usage", "details"} & set(self.after))


_AFTER = st.lists(
    st.sampled_from(["usage", "usage", "details", "filter", "citations"]), max_size=2, unique=True
).map(tuple)


@st.composite
def ends(draw: Draw) -> End:
    end = End(
        reason=not rarely(draw, 5),
        with_content=rarely(draw, 4),
        after=draw(_AFTER),
        done=draw(st.booleans()),
        rest=draw(st.sampled_from([b"", b"", b"\n", b": bye\n\n", b'data: {"a": 1}\n\n'])),
        open=draw(st.sampled_from([b"\n\n", b"\n\n", b"\n", b""])),
    )
    return end if end.marked else End(reason=False, done=True, rest=end.rest, open=end.open)


UNMARKED = End(reason=False, done=False)
"""Nothing says that the answer is complete, but that HTTP ends properly."""


# How chunks become bytes.

_COMMENTS = st.sampled_from(
    [b"", b": ping\n\n", b":\n\n", b": keep-alive\n", b": data: [DONE]\n\n", b"\n"]
)
# An event without data, which is legal, is more than the openai package can bear: these are rare.
_OPENINGS = st.sampled_from(
    [b""] * 14 + [b": open\n\n"] * 3 + [b"retry: 3000\n"] * 2 + [b"retry: 3000\n\n", b"\n\n"]
)


@st.composite
def manners(draw: Draw) -> Manner:
    """The manners of many APIs."""
    return Manner(
        nulls=draw(st.booleans()),
        extras=tuple(draw(st.lists(st.sampled_from(sorted(_EXTRAS)), max_size=2, unique=True))),
        usage_everywhere=rarely(draw, 8),
        ascii=draw(st.booleans()),
        compact=draw(st.booleans()),
        indent=rarely(draw, 10),
    )


@st.composite
def notations(draw: Draw) -> Notation:
    """The notations that the specification of event streams allows."""
    mark = b"\xef\xbb\xbf" if rarely(draw, 12) else b""
    return Notation(
        newline=draw(st.sampled_from([b"\n", b"\n", b"\n", b"\r\n", b"\r\n", b"\r"])),
        space=not rarely(draw, 4),
        event=draw(st.sampled_from(["", "", "", "message", "chunk"])),
        ids=rarely(draw, 12),
        opening=mark + draw(_OPENINGS),
        comments=tuple(draw(st.lists(_COMMENTS, max_size=3))),
    )


@st.composite
def _cut(draw: Draw, body: bytes, events: list[bytes]) -> tuple[bytes, ...]:
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
def _sent(draw: Draw, pieces: tuple[bytes, ...], ending: Ending = Ending.PROPER) -> Answer:
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


@st.composite
def events(
    draw: Draw, manner: Manner | None = None, end: End | None = None, reason: str | None = None
) -> tuple[Said, list[Event], End]:
    """What is said, and the events that say it."""
    manner = manner or draw(manners())
    end = end or draw(ends())
    said, chunks = draw(_chunks(manner))
    told = draw(st.sampled_from(["stop", "stop", "stop", "length", "content_filter", "end_turn"]))
    reason = reason or ("tool_calls" if said.calls else told)
    note = draw(notations())
    marks = [False] * len(chunks)
    if end.reason and end.with_content:
        chunks[-1]["choices"][0]["finish_reason"] = reason
        marks[-1] = True
    elif end.reason:
        chunks.append(chunk(manner, [choice(manner, {}, reason)]))
        marks.append(True)
    for kind in end.after:
        chunks.append(_aftermath(manner, kind))
        marks.append(kind in ("usage", "details"))
    made = [
        Event(note.write(worded(manner, data), number), mark, not mark)
        for number, (data, mark) in enumerate(zip(chunks, marks, strict=True))
    ]
    if end.done:
        made.append(Event(note.write(DONE, len(made)), True))
    last = made[-1].data
    made[-1] = made[-1]._replace(data=_ended(last, note.newline, end))
    if end.done and end.rest and end.open == b"\n\n":
        made.append(Event(end.rest.replace(b"\n", note.newline), True))
    if note.opening:
        made.insert(0, Event(note.opening.replace(b"\n", note.newline)))
    usage = manner.usage_everywhere or bool({"usage", "details"} & set(end.after))
    return Said(said.text, said.reasoning, said.calls, usage), made, end


def _ended(event: bytes, newline: bytes, end: End) -> bytes:
    """The last event. Only after `[DONE]` may line ends be missing: other events need theirs."""
    if not end.done:
        return event
    return event.removesuffix(newline * 2) + end.open.replace(b"\n", newline)


def _name(end: End) -> str:
    said = [
        "reason on content" if end.with_content and end.reason else "reason" if end.reason else "",
        *end.after,
        "done" if end.done else "",
        "rest" if end.rest and end.done else "",
    ]
    return "legal: " + (", ".join(each for each in said if each) or "unmarked")


@st.composite
def legal(draw: Draw, end: End | None = None) -> Stream:
    """A legal stream."""
    said, made, end = draw(events(end=end))
    written = [each.data for each in made]
    pieces = draw(_cut(b"".join(written), written))
    return Stream(_name(end), said, draw(_sent(pieces)), plain_answer(said))


def unmarked() -> st.SearchStrategy[Stream]:
    """A stream of which nothing says that it is complete, but that HTTP ends properly."""
    return legal(end=UNMARKED)


# By hand: examples that were found once.


def event(delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
    """One event."""
    made = choice(Manner(nulls=False), delta, reason)
    return Notation().write(worded(Manner(), chunk(Manner(), [made], **more)), 0)


def usage_event() -> bytes:
    """The usage at the end."""
    return Notation().write(worded(Manner(), chunk(Manner(), [], usage=USAGE)), 0)


def long_event() -> bytes:
    """What Azure's filter has to say of the answer, after it."""
    return Notation().write(worded(Manner(), _aftermath(Manner(), "filter")), 0)


def stream_of(text: str, *pieces: bytes, kind: str = "found", **answer: Any) -> Stream:
    """A stream that says this text."""
    said = Said(text)
    return Stream(kind, said, Answer(pieces, **answer), plain_answer(said))
