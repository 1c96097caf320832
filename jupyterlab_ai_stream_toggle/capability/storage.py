"""The file in which findings survive the end of the server.

    {"version": 1, "capabilities": [{"target": {...}, "delivery": "plain", ...}, ...]}

Several servers of one user may share it: it is changed under a lock and replaced as a whole, so
that a reader always finds a complete file. The functions here block on the disk; call them on a
worker thread.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from ..files.lock import locked
from ..files.look import Fingerprint, NoFile, behind_links, fingerprint, look
from ..files.replace import replace
from ..target import Target
from .record import Capability

Records = OrderedDict[Target, Capability]
"""The one seen last comes last."""

_LONGEST = 16 << 20
"""Bytes of a file that is read; 2,000 targets need about one million."""

_NEVER_SEEN: Fingerprint = (-1, -1, -1, -1)
"""That of no file: it is read again with the next look."""


class CapabilityFile:
    """The findings on disk."""

    def __init__(self, path: Path, limit: int, log: logging.Logger) -> None:
        """At most `limit` targets are kept."""
        self.path = path
        self._limit = limit
        self._log = log

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file does; None while there is none that can be looked at."""
        try:
            return fingerprint(self.path)
        except OSError:
            return None

    def read(self) -> tuple[Fingerprint | None, Records]:
        """What stands in the file, and its fingerprint.

        A damaged file is set aside under another name, with a warning: findings can be made
        again. So can those of a file that a later version of the extension wrote. Of a file that
        is damaged in part the rest counts, and a copy is kept.
        """
        try:
            return self._read()
        except OSError as error:
            self._log.warning("AI stream toggle: %s cannot be read: %s", self.path, error)
            return self.fingerprint(), OrderedDict()

    def change(self, change: Callable[[Records], object]) -> tuple[Fingerprint | None, Records]:
        """Apply a change to what stands in the file now; return what stands there then.

        It is on the disk at the return. Raises OSError when the file cannot be read or written,
        or is held by another process for long; it is then as before.
        """
        with locked(self.path):
            _, records = self._read()
            change(records)
            while len(records) > self._limit:
                records.popitem(last=False)
            # Here, on a worker thread: pydantic is slow to import.
            from .stored import dumped

            text = json.dumps(dumped(records), indent=1)
            # Which endpoints somebody talks to is nobody else's business.
            replace(self.path, text.encode("ascii"), private=True)
            # Under the lock: what another server writes next is seen as a change.
            return self.fingerprint(), records

    def _read(self) -> tuple[Fingerprint | None, Records]:
        try:
            found = look(self.path, _LONGEST)
        except NoFile as error:
            self._set_aside(error)
            return None, OrderedDict()
        if found is None:
            return None, OrderedDict()
        from .stored import loaded

        try:
            records, left_out = loaded(json.loads(found.content))
            if left_out and not records:
                raise ValueError("none of its findings can be one")
        except (ValueError, RecursionError) as error:
            self._set_aside(error)
            return None, OrderedDict()
        if left_out:
            self._keep_copy(found.content, left_out)
        return found.fingerprint if found.settled else _NEVER_SEEN, records

    @property
    def _damaged(self) -> Path:
        return self.path.with_name(f"{self.path.name}.damaged")

    def _set_aside(self, error: Exception) -> None:
        self._log.warning(
            "AI stream toggle: what was found out about endpoints cannot be read (%s). It is kept "
            "as %s; each endpoint is tried anew.",
            error,
            self._damaged,
        )
        with contextlib.suppress(OSError):
            os.replace(behind_links(self.path), self._damaged)

    def _keep_copy(self, content: bytes, left_out: int) -> None:
        with contextlib.suppress(OSError, NoFile):
            known = look(self._damaged, _LONGEST)
            if known and known.content == content:
                return
            replace(self._damaged, content, private=True, durable=False)
        self._log.warning(
            "AI stream toggle: %d of the findings about endpoints in %s cannot be read. The others "
            "count; the file is kept as %s.",
            left_out,
            self.path,
            self._damaged,
        )
