"""A damaged settings file: what differs from the last good one, and how to bring that back."""

from __future__ import annotations

import contextlib
import difflib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from ..files.lock import locked
from ..files.look import NoFile, behind_links, look
from ..files.replace import replace
from ..language import say
from .last_good import LONGEST, Kept
from .settings_error import SettingsDamaged, unwritable
from .settings_file import SettingsFile
from .settings_schema import Unfit

_MOST_LINES = 200
_LONGEST_LINE = 200


class NothingDamaged(Exception):
    """The settings are good as they stand."""


@dataclass(frozen=True)
class Damage:
    """What is wrong with the settings file, and what there is in its place."""

    path: Path
    problem: str
    """A sentence without its full stop."""
    last_good: Kept | None
    """None: there is no copy, and to restore is to begin anew."""
    differences: tuple[str, ...]
    """From what stands there to what would: lines that begin with -, + or a blank."""


@dataclass(frozen=True)
class Restored:
    """What was done."""

    kept_as: Path
    """Where the damaged file is now."""
    from_copy: bool
    """Whether the last good settings are back; if not, the settings are as after installation."""


def damage_of(file: SettingsFile) -> Damage | None:
    """What is wrong with the content of the file; None where nothing is.

    Raises SettingsError where it cannot be read at all.
    """
    try:
        file.read()
    except SettingsDamaged as damaged:
        good = _good(file)
        lines = _differences(_shown(file.path), good.text if good else "")
        return Damage(file.path, damaged.problem, good, lines)
    return None


def restore(file: SettingsFile) -> Restored:
    """Bring the last good settings back, and keep the damaged file under another name.

    Raises NothingDamaged, and SettingsError where the file cannot be read or written.
    """
    try:
        with locked(file.path):
            if damage_of(file) is None:
                raise NothingDamaged
            good = _good(file)
            kept_as = _set_aside(file.path)
            if good:
                replace(file.path, good.text.encode("utf-8"))
            else:
                with contextlib.suppress(FileNotFoundError):
                    file.path.unlink()
            return Restored(kept_as, good is not None)
    except OSError as error:
        raise unwritable(file.path, error) from error


def _good(file: SettingsFile) -> Kept | None:
    """The copy, if it still fits the schema."""
    kept = file.last_good.read()
    try:
        if kept:
            file.schema.values_of(kept.text)
    except Unfit:
        return None
    return kept


def _set_aside(path: Path) -> Path:
    """Let the damaged file have another name, too; what is no file only that one."""
    damaged = behind_links(path)
    stem = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    for number in range(1, 1000):
        aside = damaged.with_name(stem if number == 1 else f"{stem}-{number}")
        if os.path.lexists(aside):
            continue
        if damaged.is_symlink() or not damaged.is_file() or not _linked(damaged, aside):
            os.rename(damaged, aside)
        return aside
    raise FileExistsError(f"{stem} and its like are all taken")


def _linked(file: Path, name: Path) -> bool:
    """Give a file another name, too; False where the file system has no hard links."""
    try:
        os.link(file, name)
    except OSError:
        return False
    return True


def _shown(path: Path) -> str:
    """What stands in the damaged file, as far as it is text."""
    try:
        found = look(path, LONGEST)
    except (OSError, NoFile):
        return ""
    return found.content.decode("utf-8", "replace") if found else ""


def _differences(damaged: str, good: str) -> tuple[str, ...]:
    compared = difflib.unified_diff(damaged.splitlines(), good.splitlines(), n=3, lineterm="")
    # The names of the files, and the numbers of lines, say nothing here.
    lines = [line for line in compared if not line.startswith(("---", "+++", "@@"))]
    shown = [
        line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"
        for line in lines[:_MOST_LINES]
    ]
    if len(lines) > _MOST_LINES:
        shown.append(say("… and {count} more lines", count=len(lines) - _MOST_LINES))
    return tuple(shown)
