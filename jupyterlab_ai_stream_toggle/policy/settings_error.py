"""Why the settings cannot be read or written, in words that fit what is to be done."""

from __future__ import annotations

import errno
from pathlib import Path

from ..language import say


class SettingsError(Exception):
    """The settings cannot be read or written as they stand; the message says what to do."""


class SettingsDamaged(SettingsError):
    """Something stands in the file that is no settings; the last good ones can be restored."""

    def __init__(self, path: Path, problem: str) -> None:
        """`problem` is a sentence without its full stop."""
        super().__init__(
            say(
                "{problem}. Fix {path}, or run `jupyter ai-stream restore` to restore the last "
                "valid settings. Valid modes are auto, on and off.",
                problem=problem,
                path=path,
            )
        )
        self.problem = problem


def unreadable(path: Path, error: OSError) -> SettingsError:
    """The file system does not let it be read."""
    return SettingsError(
        say(
            "{path} cannot be read: {error}. Check its permissions.",
            path=path,
            error=_words(error),
        )
    )


def unwritable(path: Path, error: OSError) -> SettingsError:
    """The file system does not let it be written; what stood there still does."""
    if isinstance(error, TimeoutError):
        return SettingsError(
            say(
                "{path} is locked by another program. Try again. If this keeps happening, stop "
                "the other Jupyter servers of this user.",
                path=path,
            )
        )
    if error.errno in _NO_SPACE:
        return SettingsError(
            say(
                "{path} cannot be written: {error}. The settings were not changed. Free some "
                "disk space, then try again.",
                path=path,
                error=_words(error),
            )
        )
    return SettingsError(
        say(
            "{path} cannot be written: {error}. The settings were not changed. Allow the user of "
            "this Jupyter server to write to the folder {folder}.",
            path=path,
            error=_words(error),
            folder=path.parent,
        )
    )


def saved_all_the_time(path: Path) -> SettingsError:
    """Somebody saves it again and again, sooner than it can be changed."""
    return SettingsError(say("{path} is being saved by another program. Try again.", path=path))


_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def _words(error: OSError) -> str:
    return error.strerror or str(error)
