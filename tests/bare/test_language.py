"""Texts in the language that JupyterLab speaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from jupyterlab_server.translation_utils import get_installed_packages_locale, translator

from jupyterlab_ai_stream_toggle.language import DOMAIN, noted, say
from jupyterlab_ai_stream_toggle.server.translator import use_own_catalogs
from tests.support.settings import SCHEMA

REFUSED = "Streaming of {name} is locked by your administrator."


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """English before and after."""
    translator.set_locale("en")
    use_own_catalogs()
    yield
    translator.set_locale("en")


@pytest.fixture
def language_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language pack as pip installs it, with nothing in it."""
    (tmp_path / "jupyterlab_language_pack_zh_CN").mkdir()
    (tmp_path / "jupyterlab_language_pack_zh_CN" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)


def test_english_is_what_stands_in_the_code() -> None:
    assert say(REFUSED, name="azure") == "Streaming of azure is locked by your administrator."
    assert noted(REFUSED) == REFUSED


def test_braces_without_values_are_left_alone() -> None:
    assert say('{"provider": "azure"}') == '{"provider": "azure"}'


def test_it_follows_jupyterlab(language_pack: None) -> None:
    translator.set_locale("zh_CN")
    assert say(REFUSED, name="azure") == "azure 的流式输出由管理员锁定。"
    translator.set_locale("en")
    assert say(REFUSED, name="azure") == "Streaming of azure is locked by your administrator."


def test_without_the_language_pack_all_stays_english() -> None:
    """So does JupyterLab itself."""
    translator.set_locale("zh_CN")
    assert say(REFUSED, name="azure") == "Streaming of azure is locked by your administrator."


def test_the_settings_are_translated_with_all_others(language_pack: None) -> None:
    translator.set_locale("zh_CN")
    schema = translator.translate_schema(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert schema["title"] == "AI 流式输出"
    assert schema["properties"]["silenceSeconds"]["title"] == "流式输出的最长静默时间（秒）"  # noqa: RUF001


def test_jupyterlab_finds_the_catalog_for_the_browser() -> None:
    assert DOMAIN in {entry.name for entry in entry_points(group="jupyterlab.locale")}
    catalogs, _ = get_installed_packages_locale("zh_CN")
    assert catalogs[DOMAIN]["Inherit"] == ["继承"]
