"""Of each model one failure is told, the newest, until an answer shows it to be past."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.log import FailureLog
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import TOOL, requests, whole
from .test_explained import failure_of

SEVEN = {
    "unauthorized": "key-rejected",
    "refuse-400": "streaming-not-supported",
    "not-found": "model-not-found",
    "empty": "empty-reply",
    "cut": "stream-interrupted",
    "content-filter": "content-filtered",
    "down": "provider-down",
}


def failures(rule: Rule) -> FailureLog:
    assert rule.governor is not None
    return rule.governor.failures


def told(rule: Rule) -> list[str]:
    return [each.diagnosis.id for each in failures(rule).failures()]


async def test_seven_failures_of_a_model_are_one(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model_class, rule = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    for number, (fault, cause) in enumerate(SEVEN.items()):
        practice.fault = fault_named(fault)
        # Another key now and then, as who looks for the reason tries one.
        await failure_of(chat_model(model_class, provider, practice, key=f"k{number % 2}"))
        assert told(rule) == [cause]
    practice.fault = fault_named("ok")
    practice.journal.clear()
    await whole(chat_model(model_class, provider, practice), "hello")
    assert requests(practice) == "S"
    assert told(rule) == []


def another(model_class: Any, practice: PracticeServer) -> Any:
    """Another model of the same provider, at the same endpoint."""
    model = chat_model(model_class, "openai", practice)
    name = "openai/other" if JUPYTER_AI == 3 else "other"
    return model.model_copy(
        update={"model": name} if JUPYTER_AI == 3 else {"model_id": name, "model_name": name}
    )


@pytest.mark.parametrize(
    ("fault", "left"),
    [("unauthorized", []), ("not-found", ["model-not-found"]), ("down", ["provider-down"])],
)
async def test_an_answer_of_another_model_proves_the_key_they_have_in_common(
    practice: PracticeServer, settings: Settings, fault: str, left: list[str]
) -> None:
    model_class, rule = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    practice.fault = fault_named(fault)
    await failure_of(chat_model(model_class, "openai", practice))
    (failure,) = failures(rule).failures()
    assert failure.target.model == "gw"
    practice.fault = fault_named("ok")
    await whole(another(model_class, practice), "hello")
    assert told(rule) == left


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        ("refuse-400", ["streaming-not-supported"]),
        ("cut", ["stream-interrupted"]),
        ("unauthorized", []),
    ],
)
async def test_who_asked_for_no_stream_proves_nothing_of_streams(
    practice: PracticeServer, settings: Settings, fault: str, left: list[str]
) -> None:
    model_class, rule = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    practice.fault = fault_named(fault)
    await failure_of(chat_model(model_class, "openai", practice))
    practice.fault = fault_named("ok")
    model = chat_model(model_class, "openai", practice)
    if JUPYTER_AI == 3:
        model.streaming = False
    practice.journal.clear()
    await model.ainvoke("Hello")
    assert requests(practice) == "n"
    assert told(rule) == left
    await whole(chat_model(model_class, "openai", practice), "hello")
    assert told(rule) == []


async def test_what_the_switch_delivers_does_so_in_one_piece_as_well(
    practice: PracticeServer, settings: Settings
) -> None:
    """With `on` a stream was refused; the user followed the hint, and has an answer."""
    model_class, rule = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    practice.fault = fault_named("refuse-400")
    await failure_of(chat_model(model_class, "openai", practice))
    settings.write({"defaultMode": "off"})
    await whole(chat_model(model_class, "openai", practice), "hello", tools=[TOOL])
    assert told(rule) == []
