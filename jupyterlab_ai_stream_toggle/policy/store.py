"""The modes in force: read when they are needed, written in one place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..modes import Decision, Mode
from .asked import Asked, Layer, Lock
from .resolve import resolve
from .settings_file import Fingerprint, SettingsError, SettingsFile

Changed = Callable[[str | None, str | None], None]
"""Called with provider and model, or with None where more than one thing may have changed."""


class ModeLocked(Exception):
    """The administrator locked what was to be changed."""

    def __init__(self, lock: Lock) -> None:
        super().__init__(lock.reason)
        self.lock = lock


class ModeStore:
    """What was asked for, always as it stands in the settings file now.

    The file is looked at before every answer and read again only when it changed. Nothing here
    blocks the event loop: the disk is touched on a worker thread.
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
        """`open_settings` is called once, on the first use.

        The directories of the settings are known only when all server extensions are loaded.
        """
        self._open_settings = open_settings
        self._administrator_default = administrator_default
        self._changed = changed
        self._log = log
        self._file: SettingsFile | None = None
        self._seen: Fingerprint | None = None
        self._asked = Asked(built_in=Mode.AUTO, locks=locks)
        self._lock = asyncio.Lock()
        self.error: str | None = None
        """What is wrong with the settings; the last good ones stay in force."""

    async def asked(self) -> Asked:
        """What is asked for at this moment."""
        async with self._lock:
            before = self._asked
            first = self._file is None
            await asyncio.to_thread(self._refresh)
            after = self._asked
        if not first and after != before:
            self._changed(None, None)
        return after

    async def decide(self, provider: str | None = None, model: str | None = None) -> Decision:
        """The decision about a provider or a model."""
        return resolve(await self.asked(), provider, model)

    async def set_mode(self, provider: str, model: str | None, mode: Mode | None) -> Decision:
        """Save a mode, or with None remove it; return the decision that is now in force.

        Raises ModeLocked when the administrator decided, and SettingsError when the settings
        file cannot be read (it is then left alone).
        """
        asked = await self.asked()
        for name in (f"{provider}:{model}" if model else None, provider):
            lock = asked.locks.get(name) if name else None
            if lock:
                raise ModeLocked(lock)

        section, key = ("models", f"{provider}:{model}") if model else ("providers", provider)
        async with self._lock:
            await asyncio.to_thread(self._write, section, key, mode)
            after = self._asked
        self._changed(provider, model)
        return resolve(after, provider, model)

    def _refresh(self) -> None:
        file = self._file
        if file is None:
            file = self._file = self._open_settings()
            self._read_defaults(file)
        elif file.fingerprint() == self._seen:
            return
        # Taken before reading: a change in between is seen next time, never missed.
        self._seen = file.fingerprint()
        try:
            user = file.read()
        except SettingsError as error:
            self._report(error)
        else:
            self._asked = replace(self._asked, user=user)
            self.error = None

    def _read_defaults(self, file: SettingsFile) -> None:
        administrator = Layer()
        try:
            defaults = file.defaults()
        except SettingsError as error:
            self._report(error)
        else:
            administrator = defaults.administrator
            self._asked = replace(self._asked, built_in=defaults.built_in)
        if self._administrator_default is not None:
            administrator = replace(administrator, default=self._administrator_default)
        self._asked = replace(self._asked, administrator=administrator)

    def _write(self, section: str, key: str, mode: Mode | None) -> None:
        def change(settings: dict[str, Any]) -> None:
            modes = dict(settings.get(section, {}))
            if mode is None:
                modes.pop(key, None)
            else:
                modes[key] = mode.value
            if modes:
                settings[section] = modes
            else:
                settings.pop(section, None)

        if self._file is None:
            self._file = self._open_settings()
        self._file.write(change)
        self._seen = None
        self._refresh()

    def _report(self, error: SettingsError) -> None:
        self.error = str(error)
        self._log.warning("AI stream toggle: %s", error)
