"""The settings of one user, on a disk of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from jupyterlab_ai_stream_toggle.policy.directories import SettingsDirectories
from jupyterlab_ai_stream_toggle.policy.settings_file import SettingsFile
from jupyterlab_ai_stream_toggle.policy.settings_schema import PLUGIN_ID

SCHEMA = Path(__file__).parents[2] / "schema" / "plugin.json"


class Settings:
    """The settings of one user, on a disk of their own."""

    def __init__(self, home: Path) -> None:
        package, plugin = PLUGIN_ID.split(":")
        schemas = home / "schemas" / package
        schemas.mkdir(parents=True, exist_ok=True)
        shutil.copy(SCHEMA, schemas / f"{plugin}.json")
        self.directories = SettingsDirectories(
            app_settings_dir=str(home / "settings"),
            schemas_dir=str(home / "schemas"),
            user_settings_dir=str(home / "user-settings"),
            labextensions_path=(),
        )
        self.file = SettingsFile(self.directories)
        self.path = self.file.path
        self.overrides = home / "settings" / "overrides.json"

    def write(self, settings: dict[str, object] | str) -> None:
        """Write the user's settings, as an edit by hand would."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = settings if isinstance(settings, str) else json.dumps(settings)
        self.path.write_text(text, encoding="utf-8")

    def read(self) -> dict[str, object]:
        """What stands in the user's settings file."""
        return dict(json.loads(self.path.read_text(encoding="utf-8")))

    def override(self, settings: dict[str, object]) -> None:
        """Write the administrator's `overrides.json`."""
        self.overrides.parent.mkdir(parents=True, exist_ok=True)
        self.overrides.write_text(json.dumps({PLUGIN_ID: settings}), encoding="utf-8")
