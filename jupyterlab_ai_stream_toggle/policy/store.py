"""The modes in force: read when they are needed, written in one place."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from ..glance import Glance
from ..modes import Decision, Mode
from .layers import Layer, Layers, Place, place_of
from .locks import Lock, lock_about
from .recovery import Damage, Restored, damage_of, restore
from .resolve import resolve
from .settings_error import SettingsDamaged, SettingsError, saved_all_the_time
from .settings_file import Read, SettingsFile
from .stale_saves import StaleSaves

Changed = Callable[[str | None, str | None], None]
"""Called with provider and model, or with None where more than one thing may have changed."""

SAVES = 100
"""How often modes are put in again that the next save of JupyterLab has taken back already."""


class ModeLocked(Exception):
    """The administrator locked what was to be changed, or does not allow that mode for it."""

    def __init__(self, lock: Lock) -> None:
        super().__init__(lock.reason)
        self.lock = lock


class ModeStore:
    """What was asked for, always as it stands in the settings file now.

    The file is looked at before every answer and read again only when it changed. Nothing here
    blocks the event loop: the disk is touched on a worker thread, but for a look that is quick.
    """

    def __init__(
        self,
        open_settings: Callable[[], SettingsFile],
        *,
        locks: Mapping[str, Lock],
        administrator_default: Mode | None,
        changed: Changed,
        log: logging.Logger,
    ) -> None:
        """`open_settings` is called on the first use, and again until its defaults can be read.

        The directories of the settings are known only when all server extensions are loaded.
        """
        self._open_settings = open_settings
        self._changed = changed
        self._log = log
        self._file: SettingsFile | None = None
        self._seen: Read | None = None
        self._stale_saves = StaleSaves()
        self._asked = Layers(
            built_in=Mode.AUTO, administrator=Layer(default=administrator_default), locks=locks
        )
        self._glance = Glance(self._is_current)
        # Held around the disk, on worker threads; the event loop never waits for it.
        self._lock = threading.Lock()
        self.error: str | None = None
        """What is wrong with the settings; the last good ones stay in force."""
        self.is_damaged = False
        """Whether that is the content of the file, which can be restored."""

    async def asked(self) -> Layers:
        """What is asked for at this moment."""
        if self._file is not None and await self._glance.take():
            return self._asked
        after, edited = await asyncio.to_thread(self._look)
        if edited:
            self._changed(None, None)
        return after

    def asked_at_once(self, tell: Callable[..., None]) -> Layers:
        """The same on whatever thread; `tell` makes the call that says what was edited."""
        after, edited = self._look()
        if edited:
            tell(self._changed, None, None)
        return after

    async def decide(self, provider: str | None = None, model: str | None = None) -> Decision:
        """The decision about a provider or a model."""
        return resolve(await self.asked(), provider, model)

    async def set_mode(
        self, provider: str | None, model: str | None, mode: Mode | None
    ) -> Decision:
        """Save a mode, or with None remove it; return the decision that is now in force.

        Without provider and model it is the user's default for everything.

        Raises ModeLocked when the administrator decided or does not allow the mode, and
        SettingsError when the settings file cannot be read (it is then left alone) or written.
        """
        asked = await self.asked()
        lock = lock_about(asked.locks, provider, model)
        if lock and (len(lock.modes) == 1 or (mode is not None and mode not in lock.modes)):
            raise ModeLocked(lock)
        after = await asyncio.to_thread(self._write, place_of(provider, model), mode)
        self._changed(provider, model)
        return resolve(after, provider, model)

    @property
    def path(self) -> Path | None:
        """The settings file, once it was looked for."""
        return self._file.path if self._file else None

    async def damage(self) -> Damage | None:
        """What is wrong with the content of the settings file; None where nothing is.

        Raises SettingsError where it cannot be read at all.
        """
        return await asyncio.to_thread(self._damage)

    async def restore(self) -> Restored:
        """Bring the last good settings back.

        Raises NothingDamaged, and SettingsError where the file cannot be read or written.
        """
        restored = await asyncio.to_thread(self._restore)
        self._changed(None, None)
        return restored

    def _damage(self) -> Damage | None:
        with self._lock:
            return damage_of(self._opened())

    def _restore(self) -> Restored:
        with self._lock:
            restored = restore(self._opened())
            self._refresh()
            return restored

    def _is_current(self) -> bool:
        """Whether the file is as it was when it was read."""
        if not self._lock.acquire(blocking=False):
            return False  # somebody is reading or writing it: `_look` waits for that
        try:
            return self.error is None and self._is_unchanged()
        finally:
            self._lock.release()

    def _is_unchanged(self) -> bool:
        try:
            return (
                self._file is not None
                and self._seen is not None
                and self._seen.settled
                and self._file.fingerprint() == self._seen.fingerprint
            )
        except SettingsError:
            return False  # `_look` meets the same, and reports it

    def _look(self) -> tuple[Layers, bool]:
        """What is asked for, and whether somebody edited the file since the last look."""
        with self._lock:
            before, first = self._asked, self._file is None
            brought_back = self._refresh()
            return self._asked, not first and (brought_back or self._asked != before)

    def _refresh(self) -> bool:
        """Read the file if it changed; whether a mode was brought back into it."""
        if self.error is None and self._is_unchanged():
            return False
        try:
            brought_back = self._read(self._opened())
        except SettingsError as error:
            self._report(error)
            return False
        except Exception as error:  # noqa: BLE001  # whatever is in a file, chat goes on
            self._log.exception("AI stream toggle: the settings could not be read.")
            self.error, self.is_damaged = repr(error), False
            return False
        return brought_back

    def _read(self, file: SettingsFile) -> bool:
        """Take over what stands in the file; whether a mode was brought back into it."""
        known = self._known(file)
        brought_back: dict[Place, Mode | None] = {}
        for _ in range(SAVES):
            read = file.read()
            lost = self._lost(file, read, known)
            if not lost:
                break
            self._log.info("AI stream toggle: %s was saved without %s.", file.path, lost)
            # With those before: the next save may have come meanwhile, and not know of them either.
            brought_back |= lost
            file.write(_texts(brought_back))
        else:
            raise saved_all_the_time(file.path)
        self._seen = read
        self._asked = replace(self._asked, user=read.layer)
        self.error, self.is_damaged = None, False
        return bool(brought_back)

    def _lost(self, file: SettingsFile, read: Read, known: Layer) -> Mapping[Place, Mode | None]:
        """The modes that JupyterLab has just saved away, from a tab that did not know of them."""
        if read.fingerprint is None or not file.is_ours(read.fingerprint):
            return {}  # somebody else put it in place, as a whole
        at, defaults = read.fingerprint[1], self._asked.administrator.seconds
        return self._stale_saves.taken_back(read.layer, at, known, defaults)

    def _known(self, file: SettingsFile) -> Layer:
        """What is known, with what another of our programs wrote: a tab may not know of it."""
        known, seen = self._asked.user, file.fingerprint()
        if self._seen is None or seen is None or file.is_ours(seen):
            return known
        in_place = file.put_in_place()
        if in_place is None:
            return known
        self._stale_saves.replaced(known, in_place.layer, in_place.saved_ns)
        return in_place.layer

    def _opened(self) -> SettingsFile:
        """The settings file, when its defaults have been read.

        The administrator's `overrides.json` is read once, as JupyterLab does. Where the file turns
        out to be damaged, the last good settings count from the start.
        """
        if self._file is None:
            file = self._open_settings()
            defaults = file.defaults()
            default = self._asked.administrator.default or defaults.administrator.default
            self._asked = replace(
                self._asked,
                built_in=defaults.built_in,
                administrator=replace(defaults.administrator, default=default),
                user=file.last_good_layer(),
            )
            self._file = file
        return self._file

    def _write(self, place: Place, mode: Mode | None) -> Layers:
        with self._lock:
            file = self._opened()
            self._refresh()
            known = self._asked.user
            placed = file.write(_texts({place: mode}))
            self._stale_saves.changed(place, known.modes.get(place), mode, placed.at)
            try:
                # A save beside it may have been one that did not know of the change before.
                self._read(file)
            except SettingsError as error:
                # Somebody damaged the file since, or is writing it. The change had been saved.
                self._report(error)
                self._asked = replace(self._asked, user=known.with_mode(place, mode))
            return self._asked

    def _report(self, error: SettingsError) -> None:
        if str(error) != self.error:
            self._log.warning("AI stream toggle: %s", error)
        self.error, self.is_damaged = str(error), isinstance(error, SettingsDamaged)


def _texts(changes: Mapping[Place, Mode | None]) -> list[tuple[Place, str | None]]:
    return [(place, mode.value if mode else None) for place, mode in changes.items()]
