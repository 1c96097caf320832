"""The bridge to Jupyter AI 2, on the real package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jupyter_ai.config_manager
import pytest
from jupyter_ai.chat_handlers.base import BaseChatHandler
from jupyter_ai.config_manager import ConfigManager
from jupyter_ai.handlers import RootChatHandler
from jupyter_ai_magics.utils import get_em_providers, get_lm_providers

from jupyterlab_ai_stream_toggle.jupyter_ai.adapter import SeamMissing
from jupyterlab_ai_stream_toggle.jupyter_ai.v2.adapter import JupyterAiV2
from jupyterlab_ai_stream_toggle.models.governed import is_governed
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import governor

MODEL = "azure-chat-openai:gw"
SEAMS = ("lm_provider", "completions_lm_provider")
STOP_SEAMS = [
    (BaseChatHandler, "stream_reply"),
    (BaseChatHandler, "_start_stream"),
    (BaseChatHandler, "_send_stream_chunk"),
    (BaseChatHandler, "close_pending"),
    (RootChatHandler, "on_stop_request"),
    (RootChatHandler, "on_clear_request"),
]


@pytest.fixture
def manager(tmp_path: Any) -> Any:
    import logging

    log = logging.getLogger("test")
    fields = {
        MODEL: {"azure_endpoint": "https://u:p@contoso.example/x", "api_version": "2024-10-21"}
    }
    return ConfigManager(
        log=log,
        lm_providers=get_lm_providers(log=log),
        em_providers=get_em_providers(log=log),
        defaults={
            "model_provider_id": MODEL,
            "completions_model_provider_id": MODEL,
            "api_keys": {"AZURE_OPENAI_API_KEY": "canary"},
            "fields": fields,
            "completions_fields": fields,
        },
        config_path=str(tmp_path / "config.json"),
        schema_path=str(tmp_path / "schema.json"),
    )


@pytest.fixture
def adapter(manager: Any) -> Iterator[JupyterAiV2]:
    made = JupyterAiV2({"jai_config_manager": manager, "lm_providers": manager._lm_providers})
    yield made
    made.uninstall()


@pytest.mark.parametrize("seam", SEAMS)
def test_the_provider_is_governed_and_otherwise_the_same(
    adapter: JupyterAiV2, manager: Any, settings: Settings, seam: str
) -> None:
    original = getattr(manager, seam)
    adapter.install(governor(settings))
    provider = getattr(manager, seam)
    assert is_governed(provider)
    assert issubclass(provider, original)
    assert getattr(manager, seam) is provider, "Jupyter AI compares what it gets"
    for name in ("__name__", "__module__", "id", "name", "models", "fields", "auth_strategy"):
        assert getattr(provider, name) == getattr(original, name)


def test_installing_is_idempotent_and_undone(
    adapter: JupyterAiV2, manager: Any, settings: Settings
) -> None:
    before = {seam: vars(ConfigManager)[seam] for seam in SEAMS}
    adapter.install(governor(settings))
    adapter.install(governor(settings))
    assert manager.lm_provider.__mro__[1] is manager._lm_providers["azure-chat-openai"]
    adapter.uninstall()
    assert {seam: vars(ConfigManager)[seam] for seam in SEAMS} == before
    assert not is_governed(manager.lm_provider)
    adapter.uninstall()


def test_two_servers_of_one_process_do_not_undo_each_other(
    adapter: JupyterAiV2, manager: Any, settings: Settings
) -> None:
    other = JupyterAiV2({})
    before = {seam: vars(ConfigManager)[seam] for seam in SEAMS}
    adapter.install(governor(settings))
    other.install(governor(settings))
    adapter.uninstall()
    assert is_governed(manager.lm_provider)
    other.uninstall()
    assert {seam: vars(ConfigManager)[seam] for seam in SEAMS} == before


@pytest.mark.parametrize("seam", SEAMS)
def test_another_shape_is_reported_and_nothing_is_changed(
    adapter: JupyterAiV2, settings: Settings, monkeypatch: pytest.MonkeyPatch, seam: str
) -> None:
    monkeypatch.setattr(ConfigManager, seam, lambda self: None)
    before = {name: vars(ConfigManager)[name] for name in SEAMS}
    with pytest.raises(SeamMissing, match=seam) as raised:
        adapter.install(governor(settings))
    assert raised.value.reason == "seam-missing"
    assert {name: vars(ConfigManager)[name] for name in SEAMS} == before


def test_before_2_15_inline_completion_shares_the_class_of_the_chat(
    adapter: JupyterAiV2, manager: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("completions_lm_provider", "completions_lm_provider_params"):
        monkeypatch.delattr(ConfigManager, name)
    adapter.install(governor(settings))
    assert is_governed(manager.lm_provider)
    assert "completions_lm_provider" not in vars(ConfigManager)
    adapter.uninstall()
    assert not is_governed(manager.lm_provider)


def test_a_missing_class_is_reported(
    adapter: JupyterAiV2, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(jupyter_ai.config_manager, "ConfigManager")
    with pytest.raises(SeamMissing, match="ConfigManager"):
        adapter.install(governor(settings))
    monkeypatch.undo()


def test_no_model_chosen(adapter: JupyterAiV2, manager: Any, settings: Settings) -> None:
    adapter.install(governor(settings))
    config = manager._read_config()
    manager._write_config(
        config.model_copy(update={"model_provider_id": None, "completions_model_provider_id": None})
    )
    assert manager.lm_provider is None
    assert adapter.chat_target() is None


def test_target_and_providers(adapter: JupyterAiV2) -> None:
    target = adapter.chat_target()
    assert target is not None
    assert (target.provider, target.model) == ("azure-chat-openai", "gw")
    assert target.endpoint == "https://contoso.example/x"
    assert target.api_version == "2024-10-21"
    providers = {each.id: each for each in adapter.providers()}
    assert providers["azure-chat-openai"].in_use
    assert providers["azure-chat-openai"].name == "Azure OpenAI"
    assert not providers["openai-chat"].in_use
    assert not providers["openai-chat"].configured


def replaced() -> list[bool]:
    """Which methods that have to do with Stop are ours."""
    return [hasattr(vars(owner)[name], "__wrapped__") for owner, name in STOP_SEAMS]


def test_stop_is_installed_once_and_undone(adapter: JupyterAiV2, settings: Settings) -> None:
    before = [vars(owner)[name] for owner, name in STOP_SEAMS]
    adapter.install(governor(settings))
    adapter.install(governor(settings))
    assert adapter.left_alone == []
    assert [vars(owner)[name].__wrapped__ for owner, name in STOP_SEAMS] == before
    adapter.uninstall()
    assert [vars(owner)[name] for owner, name in STOP_SEAMS] == before


@pytest.mark.parametrize(("owner", "name"), STOP_SEAMS)
def test_without_stop_the_switch_works(
    adapter: JupyterAiV2,
    manager: Any,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    name: str,
) -> None:
    monkeypatch.setattr(owner, name, None)
    adapter.install(governor(settings))
    assert is_governed(manager.lm_provider)
    (missing,) = adapter.left_alone
    assert name in missing.text
    monkeypatch.undo()
    assert not any(replaced())


def test_a_release_without_a_stop_button(
    adapter: JupyterAiV2, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(RootChatHandler, "on_stop_request")
    adapter.install(governor(settings))
    assert [missing.reason for missing in adapter.left_alone] == ["stop-missing"]
    monkeypatch.undo()
