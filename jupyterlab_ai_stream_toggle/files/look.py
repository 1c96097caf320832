"""Reading a file that others replace, or write in place, at any moment."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

Fingerprint = tuple[int, int, int, int]
"""Inode, times of modification and of change in nanoseconds, and size of a file."""

UNSETTLED = 0.05
"""Seconds in which a second change may leave the times of a file as they are.

The kernel's clock for them ticks every 1 to 10 ms.
"""


class NoFile(ValueError):
    """There is something of the name, and it is not a file that can be read to its end."""


@dataclass(frozen=True)
class Look:
    """A file as it was at one moment."""

    content: bytes
    fingerprint: Fingerprint
    settled: bool
    """Whether every later change shows in the fingerprint."""


def behind_links(path: Path) -> Path:
    """Where a file really is.

    Of a link that leads to no file, such as to a device, it is the link itself: that is what may
    be replaced, and never the device.
    """
    real = Path(os.path.realpath(path))
    return path if real.exists() and not real.is_file() else real


def fingerprint(path: Path) -> Fingerprint | None:
    """Changes whenever the file does; None while there is no file. Raises OSError."""
    try:
        return fingerprint_of(os.stat(path))
    except FileNotFoundError:
        return None


def fingerprint_of(seen: os.stat_result) -> Fingerprint:
    """The fingerprint of a file that was looked at."""
    # The time of the last change of the inode too: that of permissions is in it.
    return seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size


def look(path: Path, most: int) -> Look | None:
    """What stands in a file now; None where there is none.

    Raises NoFile for a folder, a device, a pipe, and for more than `most` bytes; OSError for what
    cannot be read.
    """
    try:
        # A pipe without a writer would let nobody open it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return look_at(file.fileno(), most)


def look_at(descriptor: int, most: int) -> Look:
    """The same for a file that is open; it is read from its start."""
    seen = os.fstat(descriptor)
    if not stat.S_ISREG(seen.st_mode):
        raise NoFile("It is not a regular file")
    os.lseek(descriptor, 0, os.SEEK_SET)
    content = bytearray()
    while len(content) <= most and (part := os.read(descriptor, most + 1 - len(content))):
        content += part
    if len(content) > most:
        raise NoFile(f"It is longer than {most} bytes")
    age = time.time() - seen.st_mtime_ns / 1e9
    return Look(
        bytes(content),
        # The one from before reading: a change in between is seen next time, never missed.
        fingerprint_of(seen),
        settled=not 0 <= age < UNSETTLED,
    )


_BINARY = getattr(os, "O_BINARY", 0)
