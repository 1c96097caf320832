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
                "{problem}. Fix {path}, or run `jupyter ai-stream restore` to bring back the last "
                "good settings; the allowed modes are auto, on and off.",
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
                "{path} is being changed by another program that does not finish. Try again; if "
                "it stays so, end the other Jupyter servers of this user, then try once more.",
                path=path,
            )
        )
    if error.errno in _NO_SPACE:
        return SettingsError(
            say(
                "{path} cannot be written: {error}. The settings are as they were. Free some "
                "space, then try again.",
                path=path,
                error=_words(error),
            )
        )
    return SettingsError(
        say(
            "{path} cannot be written: {error}. The settings are as they were. Let the user of "
            "this Jupyter server write to the folder {folder}.",
            path=path,
            error=_words(error),
            folder=path.parent,
        )
    )


def saved_all_the_time(path: Path) -> SettingsError:
    """Somebody saves it again and again, sooner than it can be changed."""
    return SettingsError(
        say("{path} is saved by another program all the time. Try again.", path=path)
    )


_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def _words(error: OSError) -> str:
    return error.strerror or str(error)
