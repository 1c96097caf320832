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
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..modes import Delivery
from ..target import Target
from .record import Capability, Evidence

Records = OrderedDict[Target, Capability]
"""The one seen last comes last."""

Fingerprint = tuple[int, int, int]
"""Inode, time of modification in nanoseconds, and size of the file."""

_VERSION = 1
_PATIENCE = 5.0
"""Seconds to wait for another server that writes; it needs milliseconds."""


class CapabilityFile:
    """The findings on disk."""

    def __init__(self, path: Path, limit: int, log: logging.Logger) -> None:
        """At most `limit` targets are kept."""
        self.path = path
        self._limit = limit
        self._log = log

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file does; None while there is no file."""
        try:
            stat = os.stat(self.path)
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def read(self) -> Records:
        """What stands in the file.

        A damaged file is set aside under another name, with a warning: findings can be made
        again. So can those of a file that a later version of the extension wrote.
        """
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return OrderedDict()
        except OSError as error:
            self._log.warning("AI stream toggle: %s cannot be read: %s", self.path, error)
            return OrderedDict()
        except UnicodeDecodeError as error:
            self._set_aside(error)
            return OrderedDict()
        try:
            return _records(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._set_aside(error)
            return OrderedDict()

    def change(self, change: Callable[[Records], object]) -> tuple[Fingerprint | None, Records]:
        """Apply a change to what stands in the file now; return what stands there then.

        Raises OSError when the file cannot be written, or is held by another process for long.
        """
        # Here, on a worker thread: it takes as long to import as the rest of the extension.
        from filelock import FileLock, Timeout

        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(f"{self.path}.lock", timeout=_PATIENCE):
                records = self.read()
                change(records)
                while len(records) > self._limit:
                    records.popitem(last=False)
                self._replace(_data(records))
                # Under the lock: what another server writes next is seen as a change.
                return self.fingerprint(), records
        except Timeout as error:
            raise TimeoutError(f"{self.path} is locked by another process") from error

    def _replace(self, data: dict[str, Any]) -> None:
        # mkstemp lets nobody else read the file.
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file, indent=1)
            os.replace(name, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise

    def _set_aside(self, error: Exception) -> None:
        aside = self.path.with_name(f"{self.path.name}.damaged")
        self._log.warning(
            "AI stream toggle: what was found out about endpoints cannot be read (%s). It is kept "
            "as %s; each endpoint is tried anew.",
            error,
            aside,
        )
        with contextlib.suppress(OSError):
            os.replace(self.path, aside)


def _data(records: Records) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "capabilities": [
            {"target": asdict(target), **asdict(capability)}
            for target, capability in records.items()
        ],
    }


def _records(data: Any) -> Records:
    if data["version"] != _VERSION:
        raise ValueError(f"version {data['version']!r} is not known")
    return OrderedDict(
        (Target(**_checked(entry.pop("target"))), _capability(entry))
        for entry in map(dict, data["capabilities"])
    )


def _checked(target: Any) -> dict[str, Any]:
    """The fields of a target, none of them of a kind that cannot be one."""
    for name, value in target.items():
        if not isinstance(value, bool if name == "tools" else (str, type(None))):
            raise TypeError(f"{name} is {value!r}")
    return dict(target)


def _capability(entry: dict[str, Any]) -> Capability:
    return Capability(
        delivery=Delivery(entry["delivery"]),
        evidence=Evidence(entry["evidence"]),
        first_seen=float(entry["first_seen"]),
        last_seen=float(entry["last_seen"]),
        expires=float(entry["expires"]),
        failures=int(entry["failures"]),
        marks_end=_marks_end(entry.get("marks_end")),
    )


def _marks_end(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"marks_end is {value!r}")
    return value
