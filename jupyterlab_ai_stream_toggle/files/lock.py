"""One change of a file at a time, between threads, processes and hosts that share a home.

A lock is a file beside the one to be changed, held with `flock`. The operating system lets go of it
when its holder ends, however that was: nobody waits for one that is gone. Over NFS, Linux makes a
lock of the NFS server's of it (NFS 4, or 3 with `lockd`), which holds between hosts. Where a file
system has no such locks, and on Windows, the `filelock` package stands in with what there is; on a
file system without any locks that is a file, which has to be removed by hand if another host left
it behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .look import behind_links

with contextlib.suppress(ImportError):  # Windows has none
    import fcntl

PATIENCE = 10.0
"""Seconds to wait for others who change the file; each of them needs milliseconds."""

_TURN = 0.002
"""Seconds that others have to take a lock before the same process takes it again."""

_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not exist; its folder is made.

    Not for one that holds it already. Raises TimeoutError when others keep it for longer than
    `patience` seconds, and any other OSError when there can be no lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The same file has the same lock, whichever links lead to it.
    lock = lock_of(behind_links(path))
    with _table:
        here = _here.setdefault(lock, _Here())
    if not here.mutex.acquire(timeout=patience):
        raise _held(path, lock)
    try:
        time.sleep(max(0.0, here.released + _TURN - time.monotonic()))
        with _between_processes(path, lock, patience):
            yield
        here.released = time.monotonic()
    finally:
        here.mutex.release()


def lock_of(path: Path) -> Path:
    """The file that is the lock of another."""
    return path.with_name(f"{path.name}.lock")


class _Here:
    """What one process does with a lock: over NFS, the lock of one thread is that of all."""

    def __init__(self) -> None:
        self.mutex = threading.Lock()
        self.released = float("-inf")


_here: dict[Path, _Here] = {}
_table = threading.Lock()


@contextmanager
def _between_processes(path: Path, lock: Path, patience: float) -> Iterator[None]:
    if os.name == "nt":
        with _by_filelock(path, lock, patience):
            yield
        return
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        taken = _take(descriptor, patience)
    except OSError as error:
        os.close(descriptor)
        if error.errno not in _NO_LOCKS:
            raise
        with contextlib.suppress(OSError):
            lock.unlink()
        with _by_filelock(path, lock, patience):
            yield
        return
    if not taken:
        raise _held(path, lock)
    try:
        yield
    finally:
        os.close(descriptor)  # which lets go of it


def _take(descriptor: int, patience: float) -> bool:
    """Take the lock; False, and the descriptor is closed, where it is not to be had in time."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _Queueing(descriptor).wait(patience)
    return True


class _Queueing:
    """Waits for a lock in the kernel, on a thread of its own.

    To ask again and again would leave it to chance who of many comes next, and when.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._mutex = threading.Lock()
        self._ended = threading.Event()
        self._given_up = False
        self._error: OSError | None = None
        threading.Thread(target=self._run, name="file-lock", daemon=True).start()

    def wait(self, patience: float) -> bool:
        """Whether it was taken in time. Raises OSError where it cannot be."""
        self._ended.wait(patience)
        with self._mutex:
            if self._error is not None:
                raise self._error
            self._given_up = not self._ended.is_set()
            return not self._given_up

    def _run(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except OSError as error:
            self._error = error
        with self._mutex:
            self._ended.set()
            if self._given_up:
                os.close(self._descriptor)


@contextmanager
def _by_filelock(path: Path, lock: Path, patience: float) -> Iterator[None]:
    # Here, on a worker thread: it takes as long to import as the rest of the extension.
    from filelock import FileLock, Timeout

    try:
        held = FileLock(lock, thread_local=False).acquire(patience)
    except Timeout as error:
        raise _held(path, lock) from error
    with held:
        yield


def _held(path: Path, lock: Path) -> TimeoutError:
    return TimeoutError(f"{path} is locked by another process: {lock}")
