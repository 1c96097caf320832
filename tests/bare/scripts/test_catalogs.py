"""No text without a translation. The browser's half has its own test, in TypeScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.catalogs import (
    built,
    catalog_files,
    read_catalog,
    schema_texts,
    server_texts,
    texts_of,
    untranslated,
    updated,
)

PLACEHOLDERS = re.compile(r"%\d|\{\w+(?::\w+)?\}")


@pytest.fixture(params=catalog_files(), ids=lambda file: file.parent.parent.name)
def file(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_simplified_chinese_is_there() -> None:
    assert "zh_CN" in {file.parent.parent.name for file in catalog_files()}


def test_every_text_of_server_and_schema_is_translated(file: Path) -> None:
    catalog = read_catalog(file)
    missing = [
        each.text
        for each in (*server_texts(), *schema_texts())
        if not (message := catalog.get(each.text, each.context)) or not message.string
    ]
    assert missing == []
    assert untranslated(catalog) == []


def test_a_translation_has_the_values_of_its_text(file: Path) -> None:
    for each, strings in texts_of(read_catalog(file)):
        for string in strings:
            assert sorted(PLACEHOLDERS.findall(string)) == sorted(PLACEHOLDERS.findall(each.text))


def test_what_is_built_is_up_to_date(file: Path) -> None:
    catalog = read_catalog(file)
    same = updated(catalog, [each for each, _ in texts_of(catalog)])
    for path, content in built(same, file).items():
        assert path.read_bytes() == content, f"{path.name}: run `python -m scripts.catalogs`"
