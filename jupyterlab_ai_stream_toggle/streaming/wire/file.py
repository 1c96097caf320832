"""The file of the wire log: a record of JSON on each line, for its owner's eyes only, bounded."""

from __future__ import annotations

import json
import logging
import os
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from typing import Any

LARGEST = 10_000_000
"""Bytes after which the file is set aside as NAME.1, in place of the one before."""


class WireFile:
    """Written on a thread of its own: the event loop never waits for the disk."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        file = _PrivateFile(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
        queue: SimpleQueue[Any] = SimpleQueue()
        self._handler = QueueHandler(queue)
        self._file = file
        self._listener = QueueListener(queue, file)
        self._listener.start()

    def write(self, record: dict[str, Any]) -> None:
        """Add a record."""
        line = json.dumps(record, ensure_ascii=False)
        self._handler.handle(logging.LogRecord("wire", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Wait until everything is written."""
        self._listener.stop()
        self._file.close()


class _PrivateFile(RotatingFileHandler):
    """Also after it was set aside, the new file is its owner's only."""

    def _open(self) -> Any:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, self.mode, encoding=self.encoding)
