"""A copy of the last good settings, beside the file."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from ..files.look import NoFile, look
from ..files.replace import replace

LONGEST = 1 << 20
"""Bytes of a settings file at most; each model with a mode of its own needs about fifty."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """The copy."""

    text: str
    saved_ns: int
    """When these settings were kept: nanoseconds of the file system's clock."""

    @property
    def saved(self) -> float:
        """The same in seconds since the epoch."""
        return self.saved_ns / 1e9


class LastGood:
    """The copy of one settings file. Nothing here raises: chat does not depend on it."""

    def __init__(self, path: Path) -> None:
        """`path` is that of the settings file."""
        self.path = path.with_name(f"{path.name}.last-good")

    def read(self) -> Kept | None:
        """The copy, if there is one."""
        try:
            found = look(self.path, LONGEST)
            if found is None:
                return None
            return Kept(found.content.decode("utf-8"), found.fingerprint[1])
        except (OSError, NoFile, UnicodeDecodeError) as error:
            _LOG.debug("%s cannot be read: %s", self.path, error)
            return None

    def has(self, text: str) -> bool:
        """Whether it is the last good one. Other servers keep it as well: the disk knows."""
        kept = self.read()
        return kept is not None and kept.text == text

    def keep(self, text: str) -> None:
        """Let this be the last good one; under the lock of the settings file."""
        if self.has(text):
            return
        try:
            # Not flushed: it is needed only where the file itself, which was, is damaged later.
            replace(self.path, text.encode("utf-8"), durable=False)
        except OSError as error:
            _LOG.debug("%s cannot be written: %s", self.path, error)
