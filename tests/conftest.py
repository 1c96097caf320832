"""What all tests share: the practice endpoint and settings directories of their own."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Generator, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import hypothesis  # also for its plugin, which would load it in the midst of the summary: see below
import pytest

from jupyterlab_ai_stream_toggle.policy.directories import SettingsDirectories
from jupyterlab_ai_stream_toggle.policy.settings_file import PLUGIN_ID, SettingsFile
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.practice.thread import PracticeThread

# LiteLLM otherwise begins with a download when it is imported. Where there is no network every test
# waits for that, and an import on another thread meanwhile may wait for ever.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

# Nothing is judged by the clock of a shared machine.
hypothesis.settings.register_profile(
    "shared machine",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("shared machine")

pytest_plugins = ("pytest_jupyter.jupyter_server",)

# Tests of a generation of Jupyter AI run in the environment that has it.
_WITHOUT = {
    None: [
        "benchmarks",
        "checks/test_live.py",
        "e2e",
        "jupyter_ai/test_v2.py",
        "jupyter_ai/test_v3.py",
        "jupyter_ai/test_v3_history.py",
        "streaming/test_broken_streams.py",
        "streaming/test_learning.py",
        "streaming/test_legal_streams.py",
        "streaming/test_models.py",
        "streaming/test_provider_streams.py",
        "streaming/test_reception.py",
        "streaming/test_streams_only.py",
        "streaming/test_transcript.py",
    ],
    "2": [
        "jupyter_ai/test_v3.py",
        "jupyter_ai/test_v3_history.py",
        "e2e/test_history_v3.py",
        "e2e/test_tools_v3.py",
    ],
    "3": ["jupyter_ai/test_v2.py", "e2e/test_commands_v2.py", "e2e/test_waiting_v2.py"],
}
try:
    _JUPYTER_AI: str | None = version("jupyter-ai").split(".")[0]
except PackageNotFoundError:
    _JUPYTER_AI = None
collect_ignore = _WITHOUT[_JUPYTER_AI]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """No garbage collection while a failure is formatted.

    Python 3.11.7 and earlier take one that happens while source is parsed for an error of their own
    ("AST constructor recursion depth mismatch"), which ends the whole run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


SCHEMA = Path(__file__).parent.parent / "schema" / "plugin.json"


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """A practice endpoint that answers well until a test sets its fault."""
    with PracticeThread(PracticeServer("ok")) as server:
        yield server


class Settings:
    """The settings of one user, on a disk of their own."""

    def __init__(self, home: Path) -> None:
        package, plugin = PLUGIN_ID.split(":")
        schemas = home / "schemas" / package
        schemas.mkdir(parents=True)
        shutil.copy(SCHEMA, schemas / f"{plugin}.json")
        self.directories = SettingsDirectories(
            app_settings_dir=str(home / "settings"),
            schemas_dir=str(home / "schemas"),
            user_settings_dir=str(home / "user-settings"),
            labextensions_path=(),
        )
        self.file = SettingsFile(self.directories)
        self.path = Path(self.file.path)
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


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings directories that hold the schema and nothing else."""
    # jupyterlab_server also reads `labconfig` from Jupyter's own configuration directories.
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    return Settings(tmp_path)
