"""Legal streams, put together of what is said, how it ends, and how it is written and sent."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from .chunks import Manner, choice, chunk, manners, worded
from .draws import Draw
from .ends import UNMARKED, End, aftermath, ends
from .notation import notations
from .sayings import sayings
from .stream import Said, Stream, plain_answer
from .transport import cut, sent

DONE = "[DONE]"


class Event(NamedTuple):
    """One event's bytes, and whether it marks the end of the answer."""

    data: bytes
    marks: bool = False
    payload: bool = False
    """Whether it carries some of the answer."""


@st.composite
def events(
    draw: Draw, manner: Manner | None = None, end: End | None = None, reason: str | None = None
) -> tuple[Said, list[Event], End]:
    """What is said, and the events that say it."""
    manner = manner or draw(manners())
    end = end or draw(ends())
    said, chunks = draw(sayings(manner))
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
        chunks.append(aftermath(manner, kind))
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
    pieces = draw(cut(b"".join(written), written))
    return Stream(_name(end), said, draw(sent(pieces)), plain_answer(said))


def unmarked() -> st.SearchStrategy[Stream]:
    """A stream of which nothing says that it is complete, but that HTTP ends properly."""
    return legal(end=UNMARKED)
