"""What translators can do wrong. That no text of the sources is missing is told by `make lint`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.catalogs import catalog_files, catalog_of, read_catalog, texts_of, untranslated
from tests.support.english import english_in

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


def test_everything_is_translated(file: Path) -> None:
    assert untranslated(read_catalog(file)) == []


def test_no_text_has_a_plural_here_and_none_there(file: Path) -> None:
    """JupyterLab's frontend knows one of the two, and which one is a matter of luck."""
    texts = [each for each, _ in texts_of(read_catalog(file))]
    plural = {(each.text, each.context) for each in texts if each.plural}
    assert [each for each in texts if not each.plural and (each.text, each.context) in plural] == []


def chinese() -> list[str]:
    return [string for _, strings in texts_of(catalog_of("zh_CN")) for string in strings]


def test_streaming_has_one_name_in_chinese() -> None:
    assert [each for each in chinese() if re.search("流式(?!输出)", each)] == []


def test_modes_have_chinese_names_in_chinese_sentences() -> None:
    """What is typed as it stands is in backticks."""
    word = re.compile(
        r"`[^`]*`|(?<![\w|.:-])(?<!_buffering )(auto|on|off|inherit)(?![\w|.:-])", re.ASCII
    )
    assert [each for each in chinese() if any(word.findall(each))] == []


def test_no_english_sentence_is_left_in_chinese_ones() -> None:
    assert {each: said for each in chinese() if (said := english_in(each))} == {}
