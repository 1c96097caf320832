"""What the demo's JupyterLab is given, and what of the caller's it never sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.demo.generation import GENERATIONS
from jupyterlab_ai_stream_toggle.demo.sandbox import sandbox
from jupyterlab_ai_stream_toggle.modes import Mode

URL = "http://127.0.0.1:1"
SETTINGS = "settings/jupyterlab-ai-stream-toggle/plugin.jupyterlab-settings"

every_generation = pytest.mark.parametrize("number", GENERATIONS)


def read(path: Path) -> Any:
    return json.loads(path.read_text())


@every_generation
def test_jupyter_ai_is_sent_to_the_practice_endpoint(number: int) -> None:
    with sandbox(GENERATIONS[number], URL, None) as place:
        config = read(place.root / "data/jupyter_ai/config.json")

    [fields] = config["fields"].values()
    assert list(config["fields"]) == [config["model_provider_id"]]
    assert URL in fields.values()


@every_generation
def test_every_place_of_the_users_is_in_the_directory(number: int) -> None:
    with sandbox(GENERATIONS[number], URL, None) as place:
        environment = place.environment
        root = place.root
        config = read(root / "config/jupyter_server_config.json")

    for name in (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "IPYTHONDIR",
    ):
        assert Path(environment[name]).is_relative_to(root)
    assert Path(config["ServerApp"]["root_dir"]).is_relative_to(root)
    assert config["ServerApp"]["ip"] == "127.0.0.1"
    assert len(config["IdentityProvider"]["token"]) >= 32


def test_it_is_gone_afterwards() -> None:
    with sandbox(GENERATIONS[3], URL, None) as place:
        assert place.work.is_dir()

    assert not place.root.exists()


def test_the_callers_accounts_and_proxies_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "real")
    monkeypatch.setenv("AZURE_API_BASE", "https://example.org")
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_TOKEN", "mine")
    monkeypatch.setenv("NO_PROXY", "intranet")
    with sandbox(GENERATIONS[3], URL, None) as place:
        environment = place.environment

    assert "real" not in environment.values()
    assert not {"AZURE_API_BASE", "JUPYTER_NO_CONFIG", "JUPYTER_TOKEN"} & set(environment)
    assert environment["NO_PROXY"] == "intranet,127.0.0.1,localhost"
    assert "127.0.0.1" in environment["no_proxy"]


def test_a_mode_is_saved_only_when_one_is_asked_for() -> None:
    with sandbox(GENERATIONS[3], URL, None) as place:
        assert not (place.root / SETTINGS).exists()
    with sandbox(GENERATIONS[3], URL, Mode.OFF) as place:
        assert read(place.root / SETTINGS) == {"defaultMode": "off"}


def test_jupyter_ai_3_opens_on_a_chat_that_is_there() -> None:
    with sandbox(GENERATIONS[3], URL, None) as place:
        assert (place.work / GENERATIONS[3].page.removeprefix("lab/tree/")).is_file()


def test_jupyter_ai_2_opens_with_the_chat_beside() -> None:
    with sandbox(GENERATIONS[2], URL, None) as place:
        [workspace] = (place.root / "workspaces").iterdir()
        layout = read(workspace)["data"]["layout-restorer:data"]

    assert layout["left"]["current"] == "jupyter-ai-chat"
    assert not layout["left"]["collapsed"]
