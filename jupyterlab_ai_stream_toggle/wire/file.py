"""The file of the wire log: a record of JSON on each line, for its owner's eyes only, bounded.

Several servers may log to one file. Each line is added under the file's lock, as a whole or, on a
full disk, not at all.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from ..files.lock import locked
from ..files.look import behind_links

LARGEST = 10_000_000
"""Bytes after which the file is set aside as NAME.1, in place of the one before."""

_LOG = logging.getLogger(__name__)


class WireFile:
    """Written on a thread of its own: the event loop never waits for the disk."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(_open(path))
        self._path = path
        self._told: str | None = None
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="wire-log", daemon=True)
        self._thread.start()

    def write(self, record: dict[str, Any]) -> None:
        """Add a record."""
        self._queue.put(f"{json.dumps(record)}\n".encode())

    def close(self) -> None:
        """Wait until everything is written."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (line := self._queue.get()) is not None:
            try:
                add_line(self._path, line, LARGEST)
            except OSError as error:  # noqa: PERF203  # one record's failure is not the next one's
                self._report(error)
            else:
                self._told = None

    def _report(self, error: OSError) -> None:
        if str(error) != self._told:
            _LOG.warning("AI stream toggle: %s cannot be written: %s", self._path, error)
        self._told = str(error)


def add_line(path: Path, line: bytes, largest: int) -> None:
    """Add a line to a file, which is set aside before it grows beyond so many bytes.

    Raises OSError where that is not possible; no part of the line is then in the file.
    """
    with locked(path):
        descriptor = _open(path)
        try:
            size = os.fstat(descriptor).st_size
            if size and size + len(line) > largest:
                os.close(descriptor)
                descriptor = -1
                real = behind_links(path)
                os.replace(real, real.with_name(f"{real.name}.1"))
                descriptor, size = _open(path), 0
            try:
                _write_all(descriptor, line)
            except OSError:
                os.ftruncate(descriptor, size)
                raise
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _open(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
