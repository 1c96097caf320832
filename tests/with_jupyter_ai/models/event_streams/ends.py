"""How a stream ends: what marks the end, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from .chunks import FILTERED, Manner, choice, chunk
from .draws import Draw, rarely
from .stream import USAGE


def aftermath(manner: Manner, kind: str) -> dict[str, Any]:
    """A chunk that comes after the finish reason."""
    results = {name: {**found, "detail": "-" * 1500} for name, found in FILTERED.items()}
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
