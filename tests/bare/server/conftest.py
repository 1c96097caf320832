"""A real Jupyter server with the extension, and with JupyterLab's settings directories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jupyter_server.auth import Authorizer

from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.server.base import AUTH_RESOURCE
from tests.support.settings import Settings


class Gate(Authorizer):
    """Lets everybody do everything, until a test takes a permission away."""

    denied: set[tuple[str, str]]
    asked: list[tuple[str, str]]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.denied = set()
        self.asked = []

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        self.asked.append((action, resource))
        return (action, resource) not in self.denied


@pytest.fixture
def stream_toggle_config() -> dict[str, Any]:
    """Overridden by tests that configure the extension."""
    return {}


@pytest.fixture
def settings(tmp_path: Path, jp_environ: None) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def jp_server_config(
    settings: Settings, stream_toggle_config: dict[str, Any], jp_environ: None
) -> dict[str, Any]:
    directories = settings.directories
    return {
        "ServerApp": {
            "jpserver_extensions": {"jupyterlab": True, "jupyterlab_ai_stream_toggle": True},
            "allow_unauthenticated_access": False,
            "authorizer_class": Gate,
        },
        "LabApp": {
            "app_settings_dir": directories.app_settings_dir,
            "schemas_dir": directories.schemas_dir,
            "user_settings_dir": directories.user_settings_dir,
            "labextensions_path": [],
        },
        "StreamToggle": stream_toggle_config,
    }


@pytest.fixture
def gate(jp_serverapp: Any) -> Gate:
    authorizer: Gate = jp_serverapp.authorizer
    return authorizer


@pytest.fixture
def extension(jp_serverapp: Any) -> StreamToggle:
    (app,) = jp_serverapp.extension_manager.extension_apps["jupyterlab_ai_stream_toggle"]
    assert isinstance(app, StreamToggle)
    return app


RESOURCE = AUTH_RESOURCE
