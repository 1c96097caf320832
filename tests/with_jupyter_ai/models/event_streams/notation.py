"""How chunks are written as an event stream."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from .draws import Draw, rarely


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


_COMMENTS = st.sampled_from(
    [b"", b": ping\n\n", b":\n\n", b": keep-alive\n", b": data: [DONE]\n\n", b"\n"]
)
# An event without data, which is legal, is more than the openai package can bear: these are rare.
_OPENINGS = st.sampled_from(
    [b""] * 14 + [b": open\n\n"] * 3 + [b"retry: 3000\n"] * 2 + [b"retry: 3000\n\n", b"\n\n"]
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
