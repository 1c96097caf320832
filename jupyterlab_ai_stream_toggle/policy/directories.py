"""Where JupyterLab keeps schemas and settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from jupyter_core.paths import jupyter_path


class LabApp(Protocol):
    """The part of `jupyterlab_server.LabServerApp` that is needed here."""

    app_settings_dir: str
    schemas_dir: str
    user_settings_dir: str
    labextensions_path: list[str]
    extra_labextensions_path: list[str]


@dataclass(frozen=True)
class SettingsDirectories:
    """The four places that `jupyterlab_server.settings_utils` asks for."""

    app_settings_dir: str
    """Holds the administrator's `overrides.json`."""
    schemas_dir: str
    user_settings_dir: str
    labextensions_path: tuple[str, ...]
    """Directories of prebuilt extensions; ours brings the schema of the settings."""


def directories_of(apps: Iterable[Any]) -> SettingsDirectories:
    """The directories of the first JupyterLab-like application among `apps`.

    JupyterLab and Notebook are both `LabServerApp`s and each serves the settings from its own
    directories. Where none is loaded (a bare `jupyter server`), JupyterLab's usual places count.
    """
    for app in apps:
        if getattr(app, "user_settings_dir", "") and getattr(app, "schemas_dir", ""):
            return _from_app(app)
    return _usual()


def _from_app(app: LabApp) -> SettingsDirectories:
    return SettingsDirectories(
        app_settings_dir=app.app_settings_dir,
        schemas_dir=app.schemas_dir,
        user_settings_dir=app.user_settings_dir,
        labextensions_path=(*app.extra_labextensions_path, *app.labextensions_path),
    )


def _usual() -> SettingsDirectories:
    # Imported only here: with JupyterLab loaded the module is there, without it it is slow.
    from jupyterlab.commands import get_app_dir, get_user_settings_dir

    app_dir = get_app_dir()
    return SettingsDirectories(
        app_settings_dir=f"{app_dir}/settings",
        schemas_dir=f"{app_dir}/schemas",
        user_settings_dir=get_user_settings_dir(),
        labextensions_path=tuple(jupyter_path("labextensions")),
    )
