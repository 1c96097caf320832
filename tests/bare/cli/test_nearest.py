"""The known name that was most likely meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.cli.nearest import nearest

KNOWN = ("azure", "azure-chat-openai", "openai", "openai-chat", "ollama", "ollama_chat", "bedrock")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("azur", "azure"),
        ("Azure", "azure"),
        ("opneai", "openai"),
        ("bedrok", "bedrock"),
        ("nosuch", None),
        ("x", None),
        ("", None),
    ],
)
def test_one_letter_off_is_near(name: str, meant: str | None) -> None:
    assert nearest(name, KNOWN) == meant


def test_the_other_generations_name_is_near() -> None:
    assert nearest("azure", {"azure-chat-openai", "openai-chat"}) == "azure-chat-openai"
    assert nearest("azure-chat-openai", {"azure", "openai"}) == "azure"


@given(st.sets(st.text(st.characters(categories=["L", "N"]), min_size=1)), st.text(max_size=20))
def test_it_is_one_of_the_known_or_none(known: set[str], name: str) -> None:
    assert nearest(name, known) in {*known, None}
    assert all(nearest(each, {each}) == each for each in known)
