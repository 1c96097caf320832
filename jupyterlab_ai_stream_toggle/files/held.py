"""Knowing a file again: the number of its inode goes to another one as soon as it is gone."""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path

from .look import Fingerprint


class HeldFile:
    """One file, whatever is written into it; not what took its place, nor what comes after it."""

    def __init__(self, path: Path, inode: int) -> None:
        """`inode` is that of the file that stands at `path`, or has stood there until now."""
        self._inode: int | None = inode
        # Windows replaces no file that is open, and gives no number to a second file.
        if sys.platform == "win32":
            return
        self._inode = None
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            return  # it is gone, or one cannot tell: then it is no file that would be known again
        weakref.finalize(self, os.close, descriptor)
        if os.fstat(descriptor).st_ino == inode:
            # As long as it is open, nothing else gets its number.
            self._inode = inode

    def is_of(self, fingerprint: Fingerprint | None) -> bool:
        """Whether this is the file that was looked at."""
        return fingerprint is not None and fingerprint[0] == self._inode
