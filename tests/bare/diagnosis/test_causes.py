"""The list of causes: in order, in words that can be filled in, and loaded when one is needed."""

from __future__ import annotations

import string
import subprocess
import sys

from jupyterlab_ai_stream_toggle.diagnosis.cause import Cause, Variant
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES, MID_STREAM, ORDER


def test_each_sign_has_its_place_in_the_order() -> None:
    """A record without its line would never be found."""
    refused = CAUSES["streaming-permission-denied"]  # asked after the next step, and alone
    tried = {place.cause for place in ORDER if place.sign is None} | {refused}
    assert {cause for cause in CAUSES.values() if cause.when} == tried
    assert {cause for cause in CAUSES.values() if cause.mid_stream} == set(MID_STREAM)


def test_a_server_without_failures_loads_no_cause() -> None:
    """Dozens of patterns, which neither the start nor the wire's types need."""
    code = """
import sys
import jupyterlab_ai_stream_toggle.extension, jupyterlab_ai_stream_toggle.server.bodies
rooms = ("causes", "order", "words")
print([name for name in rooms if "jupyterlab_ai_stream_toggle.diagnosis." + name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_texts_ask_for_nothing_that_is_not_known() -> None:
    names = {"parameter", "wait", "status"}
    for cause in CAUSES.values():
        every: list[Cause | Variant] = [cause, *cause.variants]
        for words in every:
            for text in (words.title, words.explanation, words.hint):
                fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
                assert fields <= names


def test_each_variant_has_a_name_and_words_of_its_own() -> None:
    for cause in CAUSES.values():
        names = [variant.name for variant in cause.variants]
        assert len(set(names)) == len(names)
        assert all(each.title or each.explanation or each.hint for each in cause.variants)
