"""What is wrong with the settings, told without the words of the libraries that find it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from jupyterlab_ai_stream_toggle.language import speak
from jupyterlab_ai_stream_toggle.policy.directories import directories_of
from jupyterlab_ai_stream_toggle.policy.settings_schema import SettingsSchema, Unfit
from tests.support.english import english_in

CUT = ['{"a": ', '{"a": }', "x", "{a:1 b:2}", '{"a":1}\n zz', '{\n\n"a": 1,,}', '"abc', "{a: 01}"]
UNFIT = [
    {"defaultMode": "sometimes"},
    {"defaultMode": 1},
    {"silenceSeconds": -1},
    {"silenceSeconds": 9999},
    {"silenceSeconds": "long"},
    {"nosuch": 1},
    {"providers": {"azure": "sometimes"}},
    {"models": []},
    [],
]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    speak("zh_CN")
    yield
    speak(None)


@pytest.mark.parametrize("text", [*CUT, *map(json.dumps, UNFIT)])
def test_it_is_told_in_the_users_language(text: str) -> None:
    with pytest.raises(Unfit) as told:
        SettingsSchema(directories_of([])).values_of(text)
    assert english_in(str(told.value)) == []
    assert "Unexpected" not in str(told.value)


def test_the_place_is_told() -> None:
    speak(None)
    with pytest.raises(Unfit, match='line 3, column 9: unexpected "}"'):
        SettingsSchema(directories_of([])).values_of('{\n\n"a": 1,,}')
    with pytest.raises(Unfit, match="silenceSeconds: -1 is less than 0"):
        SettingsSchema(directories_of([])).values_of('{"silenceSeconds": -1}')
