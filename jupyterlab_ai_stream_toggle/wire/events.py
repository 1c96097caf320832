"""A body as the events that it is made of, as they pass, whatever their borders.

Server-sent events (HTML Living Standard, section 9.2), lines of JSON (Ollama, Cohere), and the
binary frames of Amazon's event streams.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple, Protocol

BOM = b"\xef\xbb\xbf"


class Event(NamedTuple):
    """One event."""

    name: bytes
    """Its type, where it has one."""
    data: bytes
    """The lines of its data, joined."""


class Splitter(Protocol):
    """Makes events of a body."""

    @property
    def between(self) -> bool:
        """Whether whole events that stand in lines could be left out here."""
        ...

    def split(self, data: bytes) -> Iterator[Event]:
        """The events that are complete with this piece."""
        ...

    def rest(self) -> Event | None:
        """At the end of the body: the event that was never completed."""
        ...


class Lines:
    """Server-sent events, and lines of JSON in their place."""

    def __init__(self) -> None:
        self._line = b""
        self._name = b""
        self._data: list[bytes] = []
        self._begun = False
        self._after_return = False

    @property
    def between(self) -> bool:
        """See `Splitter.between`."""
        return not (self._line or self._data or self._name)

    def split(self, data: bytes) -> Iterator[Event]:
        """See `Splitter.split`."""
        if not self._begun:
            data = self._line + data
            if BOM.startswith(data):
                self._line = data
                return
            data, self._line, self._begun = data.removeprefix(BOM), b"", True
        if self._after_return and data:
            # A carriage return ends a line at once; a line feed after it is a part of that end.
            data, self._after_return = data.removeprefix(b"\n"), False
        self._after_return = self._after_return or data.endswith(b"\r")
        lines = (self._line + data).splitlines(keepends=True)
        self._line = b"" if not lines or lines[-1].endswith((b"\n", b"\r")) else lines.pop()
        for line in lines:
            event = self._take(line.rstrip(b"\r\n"))
            if event is not None:
                yield event

    def rest(self) -> Event | None:
        """See `Splitter.rest`."""
        line, self._line = self._line, b""
        return self._take(line) or self._take(b"")

    def _take(self, line: bytes) -> Event | None:
        if not line:
            name, data, self._name, self._data = self._name, self._data, b"", []
            return Event(name, b"\n".join(data)) if data else None
        if line.startswith(b"data:"):
            self._data.append(line[5:].removeprefix(b" "))
        elif line.startswith(b"event:"):
            self._name = line[6:].strip()
        elif line.startswith((b"{", b"[")) and not self._data:
            return Event(b"", line)
        return None


class Frames:
    """Amazon's event streams: length, length of the headers, checksum, headers, payload, checksum.

    Source: "Event stream encoding" of Amazon's documentation for SDK developers.
    """

    _PRELUDE = struct.Struct(">III")
    _CHECKSUM = 4
    _TYPE = re.compile(rb":event-type\x07(..)", re.DOTALL)
    _LARGEST = 16_000_000
    between = False

    def __init__(self) -> None:
        self._buffer = b""

    def split(self, data: bytes) -> Iterator[Event]:
        """See `Splitter.split`. Raises ValueError for what is no frame."""
        self._buffer += data
        while len(self._buffer) >= self._PRELUDE.size:
            length, headers, _ = self._PRELUDE.unpack_from(self._buffer)
            if not self._PRELUDE.size + headers + self._CHECKSUM <= length <= self._LARGEST:
                raise ValueError("no frame of an event stream")
            if len(self._buffer) < length:
                return
            frame, self._buffer = self._buffer[:length], self._buffer[length:]
            begin = self._PRELUDE.size
            yield Event(
                self._name(frame[begin : begin + headers]),
                frame[begin + headers : -self._CHECKSUM],
            )

    def rest(self) -> Event | None:
        """See `Splitter.rest`."""
        rest, self._buffer = self._buffer, b""
        return Event(b"", b"{" + rest) if rest else None  # nobody can read it: it is cut

    def _name(self, headers: bytes) -> bytes:
        found = self._TYPE.search(headers)
        if not found:
            return b""
        length = int.from_bytes(found[1], "big")
        return headers[found.end() : found.end() + length]


def splitter_of(content_type: str) -> Splitter:
    """What makes events of a body of this type."""
    return Frames() if content_type == "application/vnd.amazon.eventstream" else Lines()
