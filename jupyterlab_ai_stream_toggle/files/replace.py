"""Putting a file in place as a whole: who reads it finds the old content or the new one."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .look import behind_links

ABANDONED = 60.0
"""Seconds after which a new content that was not put in place belongs to a writer that is gone."""

_BINARY = getattr(os, "O_BINARY", 0)

_BEING_READ = 1.0
"""Seconds for which others may read a file that is to be replaced."""


class Placed(NamedTuple):
    """A file that was put in place."""

    inode: int
    at: int
    """When it was written: nanoseconds of the file system's clock."""


def replace(
    path: Path, content: bytes, *, private: bool = False, durable: bool = True, new: bool = False
) -> Placed:
    """Let the file have this content, from one moment to the next.

    A link goes on leading to it (one to what is no file is replaced itself), and it keeps its
    permissions; a new one is like any other file of the user, or with `private` for nobody else.
    With `durable` it is on the disk at the return.
    Call it under the file's lock.

    Raises FileExistsError when there is one already and it was to be `new`, and any OSError of the
    file system, which names `path`; the old content then stands as before.
    """
    path = behind_links(path)
    waiting = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    with _naming(path, waiting):
        descriptor = os.open(waiting, flags, 0o600 if private else 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                _permit_as_before(descriptor, path)
                if durable:
                    os.fsync(descriptor)
            _remove_abandoned(path, waiting)
            written = waiting.stat()
            if not _put_in_place(waiting, path, content, new):
                written = path.stat()
            if durable:
                _sync_folder(path.parent)
            return Placed(written.st_ino, written.st_mtime_ns)
        finally:
            with contextlib.suppress(FileNotFoundError):
                waiting.unlink()


@contextlib.contextmanager
def _naming(path: Path, waiting: Path) -> Iterator[None]:
    """Have errors name the file that was to be replaced.

    Whoever says a failure once compares it with the one before, and no two new contents have the
    same name.
    """
    try:
        yield
    except OSError as error:
        if error.filename == str(waiting):
            error.filename, error.filename2 = str(path), None
        raise


def _prefix(path: Path) -> str:
    return f".{path.name}.new-"


def _permit_as_before(descriptor: int, path: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # To a group that one belongs to it may be given; else it is one's own from now on.
        with contextlib.suppress(OSError):
            os.fchown(descriptor, old.st_uid, old.st_gid)


def _put_in_place(waiting: Path, path: Path, content: bytes, new: bool) -> bool:
    """Give it its name; False where the file of that name had to be written over instead."""
    if new and _linked(waiting, path):
        return True
    end = time.monotonic() + _BEING_READ
    while True:
        try:
            os.replace(waiting, path)
        except OSError as error:  # noqa: PERF203  # it goes round only where somebody reads
            if error.errno == errno.EBUSY:
                # A file that is mounted by itself into a container has its place for good.
                _write_over(path, content)
                return False
            # Windows lets nobody replace a file while somebody reads it.
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return True


def _linked(waiting: Path, path: Path) -> bool:
    """Put it in place if there is nothing yet; False where the file system has no hard links."""
    try:
        os.link(waiting, path)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _write_over(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Let the name be on the disk, too, where folders can be flushed."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_abandoned(path: Path, ours: Path) -> None:
    """Remove what writers left that were killed; by the file system's own clock."""
    now = ours.stat().st_mtime
    for name in glob.iglob(f"{glob.escape(_prefix(path))}*", root_dir=path.parent):
        other = path.with_name(name)
        with contextlib.suppress(OSError):
            if other != ours and now - other.stat().st_mtime > ABANDONED:
                other.unlink()
