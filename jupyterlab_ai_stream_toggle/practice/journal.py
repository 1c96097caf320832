"""What the practice endpoint saw and did: the tests' evidence of what went over the wire."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tornado.httputil import HTTPServerRequest

_CREDENTIALS = {"authorization", "api-key"}


@dataclass(frozen=True)
class Entry:
    """One request. It never holds the value of a header, so no key can end up in it."""

    index: int
    """Counts up from 1 and never repeats, also after the journal was cleared."""
    time: float
    """Seconds since the epoch, when the request had arrived."""
    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    """The JSON body, `None` when there is none or it is not JSON."""
    header_names: Sequence[str]
    """In lower case, sorted."""
    has_credential: bool
    """Whether an `authorization` or `api-key` header was there."""
    fault: str
    """The fault in force when the request arrived."""
    status: int | None = None
    """The status that was sent, `None` while nothing has been sent."""
    chunks: int = 0
    """Events sent in a stream, `[DONE]` not counted."""
    client_gone: bool = False
    """Whether the client left before the end."""
    finished: bool = False
    """Whether nothing more will be sent."""
    ended: float | None = None
    """Seconds since the epoch, when the reply was complete or the client had left."""

    def to_data(self) -> dict[str, Any]:
        """The entry as JSON values."""
        return asdict(self)


class Journal:
    """A list of entries that several threads may read and write."""

    def __init__(self, file: Path | None = None) -> None:
        """Keep the entries in memory, and append each finished one to `file` as a line of JSON."""
        self._file = file
        self._entries: dict[int, Entry] = {}
        self._count = 0
        self._changed = threading.Condition()

    def arrived(self, request: HTTPServerRequest, body: Any, fault: str) -> Entry:
        """Note a new request, with its JSON body and the fault in force."""
        names = {name.lower() for name in request.headers}
        query = {name: values[-1].decode() for name, values in request.query_arguments.items()}
        with self._changed:
            self._count += 1
            entry = Entry(
                index=self._count,
                time=time.time(),
                method=str(request.method),
                path=request.path,
                query=query,
                body=body,
                header_names=sorted(names),
                has_credential=not names.isdisjoint(_CREDENTIALS),
                fault=fault,
            )
            self._entries[entry.index] = entry
            self._changed.notify_all()
        return entry

    def finished(self, entry: Entry, *, status: int | None, chunks: int, client_gone: bool) -> None:
        """Note how a request ended."""
        ended = replace(
            entry,
            status=status,
            chunks=chunks,
            client_gone=client_gone,
            finished=True,
            ended=time.time(),
        )
        with self._changed:
            if ended.index in self._entries:  # else the journal was cleared in between
                self._entries[ended.index] = ended
            if self._file:
                with self._file.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(ended.to_data()) + "\n")
            self._changed.notify_all()

    def entries(self) -> list[Entry]:
        """Every request since the start or the last `clear`, oldest first."""
        with self._changed:
            return list(self._entries.values())

    def clear(self) -> None:
        """Forget the entries; the file keeps its lines."""
        with self._changed:
            self._entries.clear()
            self._changed.notify_all()

    def wait_for(
        self, condition: Callable[[list[Entry]], bool], timeout: float = 60.0
    ) -> list[Entry]:
        """Block until the entries meet `condition`, and return them.

        Not for the thread that runs the endpoint: nothing would arrive while it blocks.

        Raises:
            TimeoutError: they did not meet it within `timeout` seconds.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: condition(list(self._entries.values())), timeout):
                raise TimeoutError(
                    f"not seen within {timeout} s; the journal holds {list(self._entries.values())}"
                )
            return list(self._entries.values())
