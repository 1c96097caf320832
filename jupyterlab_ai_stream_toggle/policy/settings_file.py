"""The user's modes, in the settings file that JupyterLab keeps for the user.

All reading and writing goes through `jupyterlab_server.settings_utils`, so that the schema, the
administrator's `overrides.json` and edits by hand count exactly as they do in JupyterLab.
The functions here block on the disk; `ModeStore` calls them on a worker thread.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import json5
from jupyterlab_server.settings_utils import get_settings, save_settings
from tornado.web import HTTPError

from ..language import say
from ..modes import Mode
from .asked import PLAIN_AFTER, SILENCE, Layer
from .directories import SettingsDirectories

PLUGIN_ID = "jupyterlab-ai-stream-toggle:plugin"

DEFAULT_MODE = "defaultMode"

BUILT_IN = Mode.AUTO
"""The schema's own default mode is null: JupyterLab's form saves every field it shows, and a mode
that nobody chose must not become the user's choice."""

Fingerprint = tuple[int, int, int, int]
"""Inode, times of modification and change in nanoseconds, and size of the settings file."""


class SettingsError(Exception):
    """The settings cannot be read as they stand; the message says what to do."""


@dataclass(frozen=True)
class Defaults:
    """What holds before the user says anything."""

    built_in: Mode
    administrator: Layer


class SettingsFile:
    """The settings of this extension, as one user's JupyterLab sees them."""

    def __init__(self, directories: SettingsDirectories) -> None:
        package, plugin = PLUGIN_ID.split(":")
        self._directories = directories
        self.path = os.path.join(
            directories.user_settings_dir, package, f"{plugin}.jupyterlab-settings"
        )

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file does; None while there is no file."""
        try:
            stat = os.stat(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from error
        # The time of the last change of the inode too: that of permissions is in it.
        return stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size

    def defaults(self) -> Defaults:
        """The defaults of the schema, with the administrator's overrides.

        Raises SettingsError when the schema is not found or an override is not a mode.
        """
        overridden = self._schema_defaults(overrides=None)
        default = overridden.get(DEFAULT_MODE)
        try:
            return Defaults(
                built_in=BUILT_IN,
                administrator=Layer(
                    default=None if default is None else Mode(default),
                    providers=_modes(overridden.get("providers", {})),
                    models=_modes(overridden.get("models", {})),
                    # The schema's own where nothing is overridden: they stand nowhere else.
                    seconds=_seconds(overridden),
                ),
            )
        except ValueError as error:
            raise SettingsError(
                say(
                    "overrides.json sets {plugin} to something that is not a mode: {error}. "
                    "Allowed are auto, on and off.",
                    plugin=PLUGIN_ID,
                    error=error,
                )
            ) from error

    def read(self) -> Layer:
        """What the user asked for.

        Raises SettingsError when the file is not JSON5 or does not fit the schema.
        """
        return _layer(self._raw_settings())

    def write(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Apply `change` to the settings and save them.

        Raises SettingsError, and leaves the file alone, when what stands there cannot be read:
        writing would lose the user's own text.
        """
        settings = self._raw_settings()
        change(settings)
        try:
            save_settings(
                self._directories.schemas_dir,
                self._directories.user_settings_dir,
                PLUGIN_ID,
                json.dumps(settings, indent=4, ensure_ascii=False) + "\n",
                overrides={},
                labextensions_path=list(self._directories.labextensions_path),
            )
        except OSError as error:
            raise SettingsError(
                say(
                    "{path} cannot be written: {error}. Check its permissions and the space on "
                    "its disk.",
                    path=self.path,
                    error=error.strerror,
                )
            ) from error
        except HTTPError as error:
            raise self._explained(error) from error

    def _raw_settings(self) -> dict[str, Any]:
        answer, warnings = self._get_settings(overrides={})
        problem = next((warning for warning in warnings if warning), None)
        if problem:
            raise SettingsError(self._explain(str(problem).splitlines()[0]))
        settings = json5.loads(answer["raw"])
        if not isinstance(settings, dict):
            raise SettingsError(self._explain(say("The settings are not an object")))
        return settings

    def _schema_defaults(self, overrides: dict[str, Any] | None) -> dict[str, Any]:
        answer, _ = self._get_settings(overrides)
        properties = answer["schema"]["properties"]
        return {name: spec["default"] for name, spec in properties.items() if "default" in spec}

    def _get_settings(self, overrides: dict[str, Any] | None) -> tuple[dict[str, Any], list[Any]]:
        directories = self._directories
        try:
            return get_settings(
                directories.app_settings_dir,
                directories.schemas_dir,
                directories.user_settings_dir,
                PLUGIN_ID,
                overrides=overrides,
                labextensions_path=list(directories.labextensions_path),
            )
        except HTTPError as error:
            raise self._explained(error) from error
        except OSError as error:
            raise self._unreadable(error) from error
        except (
            TypeError
        ) as error:  # jupyterlab_server takes the file for an object, as it should be
            raise SettingsError(self._explain(say("The settings are not an object"))) from error

    def _unreadable(self, error: OSError) -> SettingsError:
        return SettingsError(
            say(
                "{path} cannot be read: {error}. Check its permissions.",
                path=self.path,
                error=error.strerror,
            )
        )

    def _explained(self, error: HTTPError) -> SettingsError:
        if error.status_code == 404:
            return SettingsError(
                say(
                    "The schema of {plugin} was not found. Is the JupyterLab extension installed "
                    "and enabled? `jupyter labextension list` shows it.",
                    plugin=PLUGIN_ID,
                )
            )
        return SettingsError(self._explain(error.log_message or str(error)))

    def _explain(self, problem: str) -> str:
        return say(
            "{problem}. Mend {path}, or restore the defaults in the Settings Editor; the allowed "
            "modes are auto, on and off.",
            problem=problem,
            path=self.path,
        )


def _layer(settings: dict[str, Any]) -> Layer:
    default = settings.get(DEFAULT_MODE)
    return Layer(
        default=Mode(default) if default is not None else None,
        providers=_modes(settings.get("providers", {})),
        models=_modes(settings.get("models", {})),
        seconds=_seconds(settings),
    )


def _seconds(settings: dict[str, Any]) -> dict[str, float]:
    # What is no number does not fit the schema, and was refused with all of the file.
    return {name: float(settings[name]) for name in (PLAIN_AFTER, SILENCE) if name in settings}


def _modes(values: Any) -> dict[str, Mode]:
    if not isinstance(values, dict):
        raise ValueError(f"{values!r} is not an object of names and modes")
    return {name: Mode(value) for name, value in values.items()}
