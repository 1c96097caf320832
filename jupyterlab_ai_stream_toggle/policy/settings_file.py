"""The user's modes, in the settings file that JupyterLab keeps for the user.

Two kinds of programs write it. This extension's servers and command line take turns by a lock and
replace the file as a whole. JupyterLab knows no lock: it empties the file and writes it anew, in
place, from any tab, as an editor may. So a moment's empty or cut file is looked at once more, and
who replaces the file looks afterwards whether somebody wrote into the one that it replaced.

The functions here block on the disk; `ModeStore` calls them on a worker thread.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ..files.held import HeldFile
from ..files.lock import locked
from ..files.look import Fingerprint, Look, NoFile, fingerprint, look, look_at
from ..files.replace import Placed, replace
from ..language import say
from .directories import SettingsDirectories
from .json5_text import NotFollowed, put, values_after
from .last_good import LONGEST, Kept, LastGood
from .layers import Layer, Place
from .settings_error import (
    SettingsDamaged,
    SettingsError,
    saved_all_the_time,
    unreadable,
    unwritable,
)
from .settings_schema import PLUGIN_ID, Defaults, SettingsSchema, Unfit, layer_of

if TYPE_CHECKING:
    from typing_extensions import Self

_AGAIN = 0.01
"""Seconds until a file that somebody may be writing is looked at again."""

_WRITING = 2.0
"""Seconds for which a file counts as being written, if it is to be changed."""

_LONG_ENOUGH = 5.0
"""Seconds after which a file that never comes to rest is taken as it is, or left to others."""


@dataclass(frozen=True)
class Read:
    """The settings as they stood at one moment."""

    text: str
    layer: Layer
    fingerprint: Fingerprint | None
    """None: there was no file."""
    settled: bool
    """Whether every later change shows in the fingerprint."""


@dataclass(frozen=True)
class InPlace:
    """A file as one of our programs put it in place, whatever was saved into it afterwards."""

    layer: Layer
    saved_ns: int
    """When it wrote that: nanoseconds of the file system's clock."""


class SettingsFile:
    """The settings of this extension, as one user's JupyterLab sees them."""

    def __init__(self, directories: SettingsDirectories) -> None:
        package, plugin = PLUGIN_ID.split(":")
        self.path = Path(directories.user_settings_dir, package, f"{plugin}.jupyterlab-settings")
        self.schema = SettingsSchema(directories)
        self.last_good = LastGood(self.path)
        self._ours: HeldFile | None = None

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file does; None while there is no file."""
        try:
            return fingerprint(self.path)
        except OSError as error:
            raise unreadable(self.path, error) from error

    def defaults(self) -> Defaults:
        """The defaults of the schema, with the administrator's overrides."""
        return self.schema.defaults()

    def read(self) -> Read:
        """What the user asked for.

        Raises SettingsDamaged when what stands there is no settings, SettingsError when it cannot
        be read.
        """
        found = self._settings(writing=0.0)
        if found.fingerprint is not None:
            self._keep(found)
        return found

    def last_good_layer(self) -> Layer:
        """What the user asked for when the settings were last good; empty if that is not kept."""
        return self._layer_of(self.last_good.read()) or Layer()

    def is_ours(self, seen: Fingerprint | None) -> bool:
        """Whether it is the file that was put in place last, as far as is known here.

        Others may have written into it since.
        """
        return self._ours is not None and self._ours.is_of(seen)

    def put_in_place(self) -> InPlace | None:
        """The file that stands here, and what was in it when one of our programs wrote it last.

        From now on it `is_ours`. None where that cannot be told: nothing was kept, or somebody is
        writing.
        """
        try:
            with locked(self.path, patience=0.1):
                seen, kept = fingerprint(self.path), self.last_good.read()
                layer = self._layer_of(kept)
                if seen is None or kept is None or layer is None:
                    return None
                self._ours = HeldFile(self.path, seen[0])
        except OSError:
            return None
        return InPlace(layer, kept.saved_ns)

    def _layer_of(self, kept: Kept | None) -> Layer | None:
        try:
            return layer_of(self.schema.values_of(kept.text)) if kept else None
        except Unfit:
            return None

    def write(self, changes: Sequence[tuple[Place, str | None]]) -> Placed:
        """Put strings in their places in the settings, or with None take them away.

        Returns which file was put in place.

        All of them are on the disk at the return, or none. What else stands in the file stays as
        it is: comments, order, style, and what JupyterLab saves at the same moment.

        Raises SettingsDamaged, and leaves the file alone, when what stands there is no settings:
        writing would lose the user's own text. Raises SettingsError when it cannot be written.
        """
        try:
            with locked(self.path):
                end = time.monotonic() + _LONG_ENOUGH
                saved_beside: str | None = None
                ours: str | None = None
                while time.monotonic() <= end:
                    with _Original(self.path) as original:
                        found = self._settings(writing=_WRITING)
                        if not original.is_of(found):
                            continue  # somebody has just replaced it
                        text = found.text
                        if saved_beside is not None and text == ours:
                            text = saved_beside
                        ours = self._changed(text, changes)
                        try:
                            placed = self._replace(ours, new=original.missing)
                        except FileExistsError:
                            continue  # somebody has just made it
                        saved_beside = self._saved_beside(original)
                    if saved_beside is None:
                        self.last_good.keep(ours)
                        return placed
                if saved_beside is not None:
                    self._replace(saved_beside)  # that was to be kept, and the change refused
        except OSError as error:
            raise unwritable(self.path, error) from error
        raise saved_all_the_time(self.path)

    def _replace(self, text: str, *, new: bool = False) -> Placed:
        placed = replace(self.path, text.encode("utf-8"), new=new)
        self._ours = HeldFile(self.path, placed.inode)
        return placed

    def _settings(self, writing: float) -> Read:
        """The settings; where there are none, they may be `writing` for so many seconds."""
        end = time.monotonic() + _LONG_ENOUGH
        while True:
            try:
                found = look(self.path, LONGEST)
            except NoFile as error:
                raise SettingsDamaged(self.path, str(error)) from error
            except OSError as error:
                raise unreadable(self.path, error) from error
            if found is None:
                return Read("", Layer(), None, settled=True)
            try:
                return self._read(found)
            except Unfit as error:
                at_rest = found.settled and not 0 <= _age(found) < writing
                if at_rest or time.monotonic() > end:
                    raise SettingsDamaged(self.path, str(error)) from error
            time.sleep(_AGAIN)

    def _read(self, found: Look) -> Read:
        try:
            text = found.content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unfit(say("The file is not UTF-8 text")) from error
        if not text and (not found.settled or self._was_more()):
            raise Unfit(say("The file is empty"))
        layer = layer_of(self.schema.values_of(text))
        return Read(text, layer, found.fingerprint, found.settled)

    def _was_more(self) -> bool:
        """Whether a file without any content lost it: nobody empties settings in that way."""
        kept = self.last_good.read()
        return kept is not None and bool(kept.text.strip("{} \t\r\n"))

    def _keep(self, found: Read) -> None:
        """Keep good settings that somebody else has saved, if that can be done."""
        if self.last_good.has(found.text):
            return
        with contextlib.suppress(OSError), locked(self.path, patience=0.1):
            if fingerprint(self.path) == found.fingerprint:
                self.last_good.keep(found.text)

    def _changed(self, text: str, changes: Sequence[tuple[Place, str | None]]) -> str:
        expected = self.schema.values_of(text)
        for place, value in changes:
            expected = values_after(expected, place, value)
        after = text
        try:
            for place, value in changes:
                after = put(after, place, value)
            after.encode("utf-8")
            found = self.schema.values_of(after)
        except (NotFollowed, UnicodeEncodeError, Unfit) as error:
            raise SettingsError(
                say("The change cannot be applied to {path}: {error}", path=self.path, error=error)
            ) from error
        if _meaning(found) != _meaning(expected):
            raise SettingsError(
                say(
                    "{path} has an unsupported format. Make the change in the Settings Editor.",
                    path=self.path,
                )
            )
        return after

    def _saved_beside(self, original: _Original) -> str | None:
        """The settings that somebody wrote into the file while it was replaced."""
        end = time.monotonic() + _WRITING
        while (content := original.changed()) is not None:
            with contextlib.suppress(Unfit, UnicodeDecodeError):
                text = content.decode("utf-8")
                if text:
                    self.schema.values_of(text)
                    return text
            if time.monotonic() > end:
                return None  # whoever began to write is gone, or wrote no settings
            time.sleep(_AGAIN)
        return None


class _Original:
    """The file that is to be replaced, held open: it can still be written into afterwards."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._look: Look | None = None
        self.missing = False

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError, NoFile):
            # Windows replaces no file that is open; and it lets nobody write one that is replaced.
            if sys.platform != "win32":
                self._descriptor = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
                self._look = look_at(self._descriptor, LONGEST)
        self.missing = not os.path.lexists(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_of(self, found: Read) -> bool:
        """Whether it is this file whose settings were read."""
        if self._look is None:
            return True  # nothing is held, and nothing can be said
        return found.fingerprint is not None and found.fingerprint[0] == self._look.fingerprint[0]

    def changed(self) -> bytes | None:
        """What stands in it now, if that is something else."""
        if self._descriptor is None or self._look is None:
            return None
        with contextlib.suppress(OSError, NoFile):
            now = look_at(self._descriptor, LONGEST).content
            if now != self._look.content:
                return now
        return None


def _age(found: Look) -> float:
    return time.time() - found.fingerprint[1] / 1e9


def _meaning(values: Mapping[str, object]) -> dict[str, object]:
    """The values; a section without anything in it means nothing."""
    return {name: value for name, value in values.items() if value != {}}
