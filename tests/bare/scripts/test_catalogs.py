"""What translators can do wrong. That no translation is missing is told by `make lint`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.catalogs import catalog_files, read_catalog, texts_of

PLACEHOLDERS = re.compile(r"%\d|\{\w+(?::\w+)?\}")


@pytest.fixture(params=catalog_files(), ids=lambda file: file.parent.parent.name)
def file(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_simplified_chinese_is_there() -> None:
    assert "zh_CN" in {file.parent.parent.name for file in catalog_files()}


def test_a_translation_has_the_values_of_its_text(file: Path) -> None:
    for each, strings in texts_of(read_catalog(file)):
        for string in strings:
            assert sorted(PLACEHOLDERS.findall(string)) == sorted(PLACEHOLDERS.findall(each.text))
