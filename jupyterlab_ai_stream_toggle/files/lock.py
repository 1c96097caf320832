"""One change of a file at a time, between threads, processes and hosts that share a home.

A lock is a file beside the one to be changed, held with `flock` by the `filelock` package. The
operating system lets go of it when its holder ends, however that was: nobody waits for one that is
gone. Over NFS, Linux makes a lock of the NFS server's of it (NFS 4, or 3 with `lockd`), which holds
between hosts. Where a file system has no locks at all, `filelock` creates and removes a file
instead; one that was left behind by another host has then to be removed by hand.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for others who change the file; each of them needs milliseconds."""

_AGAIN = 0.005
"""Seconds until a lock is asked for again."""

# What an NFS server locks for one process, it locks for all of its threads.
_in_this_process: dict[Path, threading.Lock] = {}
_table = threading.Lock()


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not exist; its folder is made.

    Not for one that holds it already. Raises TimeoutError when others keep it for longer than
    `patience` seconds, and any other OSError when there can be no lock.
    """
    # Here, on a worker thread: it takes as long to import as the rest of the extension.
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    # The same file has the same lock, whichever links lead to it.
    lock = lock_of(Path(os.path.realpath(path)))
    with _table:
        here = _in_this_process.setdefault(lock, threading.Lock())
    if not here.acquire(timeout=patience):
        raise _held(path, lock)
    try:
        try:
            held = FileLock(lock, thread_local=False).acquire(patience, poll_interval=_AGAIN)
        except Timeout as error:
            raise _held(path, lock) from error
        with held:
            yield
    finally:
        here.release()


def lock_of(path: Path) -> Path:
    """The file that is the lock of another."""
    return path.with_name(f".{path.name}.lock")


def _held(path: Path, lock: Path) -> TimeoutError:
    return TimeoutError(f"{path} is locked by another process: {lock}")
