"""The bridge to Jupyter AI 3, on the real package."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_ai_jupyternaut.jupyternaut import chat_models, jupyternaut

from jupyterlab_ai_stream_toggle.jupyter_ai.adapter import SeamMissing
from jupyterlab_ai_stream_toggle.jupyter_ai.v3.adapter import JupyterAiV3
from jupyterlab_ai_stream_toggle.models.dialects import split_model_id
from jupyterlab_ai_stream_toggle.models.governed import is_governed
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import governor

METHODS = ("_astream", "_agenerate")
TURN_SEAMS = ("process_message", "get_agent", "cancel_response")


def replaced() -> dict[str, bool]:
    """Which methods of Jupyternaut are ours."""
    methods = vars(jupyternaut.JupyternautPersona)
    return {name: hasattr(methods.get(name), "__wrapped__") for name in TURN_SEAMS}


@pytest.fixture
def original() -> Any:
    return jupyternaut.ChatLiteLLM


@pytest.fixture
def adapter(original: Any, tmp_path: Any) -> Iterator[JupyterAiV3]:
    from jupyter_ai_jupyternaut.config import ConfigManager

    fields = {"azure/gw": {"api_base": "https://u:p@contoso.example/x?key=canary"}}
    manager = ConfigManager(
        log=logging.getLogger("test"),
        defaults={"model_provider_id": "azure/gw", "fields": fields, "api_keys": {}},
        config_path=str(tmp_path / "config.json"),
    )
    made = JupyterAiV3({"jupyternaut.config_manager": manager})
    methods = dict(vars(original))
    yield made
    made.uninstall()
    assert jupyternaut.ChatLiteLLM is original
    assert {name: vars(original).get(name) for name in METHODS} == {
        name: methods.get(name) for name in METHODS
    }
    assert not is_governed(original)
    assert not any(replaced().values())


def test_the_model_is_governed_and_otherwise_the_same(
    adapter: JupyterAiV3, original: Any, settings: Settings
) -> None:
    adapter.install(governor(settings))
    assert is_governed(jupyternaut.ChatLiteLLM)
    assert jupyternaut.ChatLiteLLM is original
    assert chat_models.ChatLiteLLM is original


def test_installing_is_idempotent_and_undone(
    adapter: JupyterAiV3, original: Any, settings: Settings
) -> None:
    before = {name: getattr(original, name) for name in METHODS}
    adapter.install(governor(settings))
    adapter.install(governor(settings))
    assert is_governed(original)
    assert {name: getattr(original, name).__wrapped__ for name in METHODS} == before
    adapter.uninstall()
    assert not is_governed(original)
    adapter.uninstall()


def test_two_servers_of_one_process_do_not_undo_each_other(
    adapter: JupyterAiV3, original: Any, settings: Settings
) -> None:
    other = JupyterAiV3({})
    adapter.install(governor(settings))
    other.install(governor(settings))
    adapter.uninstall()
    assert is_governed(jupyternaut.ChatLiteLLM)
    other.uninstall()
    assert not is_governed(original)


async def _another_get_agent(self: Any, model_id: str) -> None:
    """Makes its model in another way."""


@pytest.mark.parametrize("shape", ["gone", "no class", "streams otherwise", "made otherwise"])
def test_another_shape_is_reported_and_nothing_is_changed(
    adapter: JupyterAiV3,
    original: Any,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    shape: str,
) -> None:
    with monkeypatch.context() as patch:
        if shape == "gone":
            patch.delattr(jupyternaut, "ChatLiteLLM")
        elif shape == "no class":
            patch.setattr(jupyternaut, "ChatLiteLLM", SimpleNamespace())
        elif shape == "streams otherwise":
            patch.setattr(original, "_astream_chat_model_events", print, raising=False)
        else:
            patch.setattr(jupyternaut.JupyternautPersona, "get_agent", _another_get_agent)
        with pytest.raises(SeamMissing) as raised:
            adapter.install(governor(settings))
        assert raised.value.reason == "seam-missing"
        assert "ChatLiteLLM" in raised.value.text
    assert jupyternaut.ChatLiteLLM is original


def test_target_and_providers(adapter: JupyterAiV3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_API_VERSION", "2024-10-21")
    monkeypatch.setenv("GROQ_API_KEY", "canary")
    target = adapter.chat_target()
    assert target is not None
    assert (target.provider, target.model) == ("azure", "gw")
    assert target.endpoint == "https://contoso.example/x"
    assert target.api_version == "2024-10-21"
    providers = {each.id: each for each in adapter.providers()}
    assert len(providers) > 50
    assert providers["azure"].in_use
    assert providers["groq"].configured
    assert not providers["groq"].in_use


def test_the_model_that_one_chat_selected(adapter: JupyterAiV3) -> None:
    def target(selected: str | None) -> tuple[str, str, str | None]:
        found = adapter.chat_target(selected)
        assert found is not None
        return found.provider, found.model, found.endpoint

    chosen = ("azure", "gw", "https://contoso.example/x")
    assert target(None) == target("jupyternaut/default") == target("custom-deleted") == chosen
    assert target("groq/llama3-8b-8192")[:2] == ("groq", "llama3-8b-8192")


def test_where_the_choice_is_kept(adapter: JupyterAiV3, tmp_path: Any) -> None:
    assert adapter.configuration_file() == str(tmp_path / "config.json")
    assert JupyterAiV3({}).configuration_file() is None


@pytest.mark.parametrize(
    ("model_id", "provider", "expected"),
    [
        ("azure/gpt-4o", None, ("azure", "gpt-4o")),
        ("openrouter/anthropic/claude", None, ("openrouter", "anthropic/claude")),
        ("gpt-4o", None, ("openai", "gpt-4o")),
        ("gpt-4o", "azure", ("azure", "gpt-4o")),
        ("azure/gpt-4o", "azure", ("azure", "gpt-4o")),
        ("nobody-knows-this", None, ("unknown", "nobody-knows-this")),
    ],
)
def test_whose_a_model_is(model_id: str, provider: str | None, expected: tuple[str, str]) -> None:
    assert split_model_id(model_id, provider) == expected


def test_turns_are_installed_once_and_undone(adapter: JupyterAiV3, settings: Settings) -> None:
    persona = jupyternaut.JupyternautPersona
    base = persona.__mro__[1]
    before = {name: getattr(persona, name) for name in TURN_SEAMS}
    adapter.install(governor(settings))
    adapter.install(governor(settings))
    assert adapter.left_alone == []
    assert all(replaced().values())
    assert {name: getattr(persona, name).__wrapped__ for name in TURN_SEAMS} == before
    assert base.cancel_response is not before["cancel_response"], "others are stopped, too"
    adapter.uninstall()
    assert {name: getattr(persona, name) for name in TURN_SEAMS} == before
    assert "cancel_response" not in vars(persona)
    assert base.cancel_response is before["cancel_response"]


async def _knows_better(self: Any, message: Any = None) -> None:
    """Does it in a way of its own."""


@pytest.mark.parametrize(
    ("name", "shape", "reason"),
    [
        ("process_message", _knows_better, "seam-missing"),
        ("process_message", None, "seam-missing"),
        ("cancel_response", _knows_better, "stop-known"),
        ("cancel_response", None, "seam-missing"),
    ],
)
def test_what_is_not_known_is_left_alone_and_the_switch_works(
    adapter: JupyterAiV3,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    shape: Any,
    reason: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(jupyternaut.JupyternautPersona, name, shape, raising=False)
        adapter.install(governor(settings))
        assert [missing.reason for missing in adapter.left_alone] == [reason]
        assert not replaced()[name]
        assert replaced()["process_message"] is (name == "cancel_response")
        adapter.uninstall()


def test_a_release_without_a_stop_button_keeps_a_usable_history(
    adapter: JupyterAiV3, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = next(
        each for each in jupyternaut.JupyternautPersona.__mro__ if "cancel_response" in vars(each)
    )
    monkeypatch.delattr(base, "cancel_response")
    adapter.install(governor(settings))
    assert [missing.reason for missing in adapter.left_alone] == ["stop-missing"]
    assert replaced() == {"process_message": True, "get_agent": True, "cancel_response": False}
