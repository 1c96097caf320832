"""Endpoints that say nothing, or stop to, asked by calls that nobody awaits.

The limits are short here, and the endpoint says nothing for as long as anybody listens: what comes
of it is the same on any machine.
"""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import requests
from .test_blocking import elsewhere, streamed

LIMITS = {"plainAfterSeconds": 1, "silenceSeconds": 1, "plainTimeoutSeconds": 1}


def made(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode, **limits: float
) -> tuple[Any, Rule]:
    model_class, rule = governed(CHAT_CLASSES[provider], settings, mode)
    settings.write({"defaultMode": mode.value, **LIMITS, **limits})
    return chat_model(model_class, provider, practice), rule


async def told_of(model: Any) -> str:
    """What is told of the failure of a stream."""
    try:
        await elsewhere(streamed, model)
    except Exception as error:  # noqa: BLE001  # whatever the client library makes of it
        diagnosis = attached_to(error)
        assert diagnosis is not None
        return diagnosis.id
    raise AssertionError("It was answered.")


@pytest.mark.parametrize(
    ("mode", "asked", "cause"),
    [("off", "n", "no-response"), ("on", "S", "stream-silent"), ("auto", "Sn", "no-response")],
)
async def test_one_that_never_answers_is_given_up(  # fixtures and cases
    practice: PracticeServer,
    settings: Settings,
    provider: str,
    mode: str,
    asked: str,
    cause: str,
) -> None:
    """Client libraries would try three times, for ten minutes each."""
    model, rule = made(practice, settings, provider, Mode(mode))
    practice.fault = fault_named("mute")
    assert await told_of(model) == cause
    assert requests(practice) == asked
    assert rule.governor is not None
    (failure,) = rule.governor.failures.failures()
    assert failure.diagnosis.id == cause
    assert failure.count == 1


async def test_nothing_is_asked_beside_a_silent_stream_but_after_it(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model, _ = made(practice, settings, provider, Mode.AUTO, plainTimeoutSeconds=60)
    practice.fault = fault_named("hang")
    answer = await elsewhere(streamed, model)
    assert "You said" in answer.content
    assert requests(practice) == "Sn"


async def test_streams_that_break_off_are_not_asked_for_any_more(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model, _ = made(practice, settings, provider, Mode.AUTO, silenceSeconds=60)
    practice.fault = fault_named("cut")
    for _ in range(2):
        assert await told_of(model) == "stream-interrupted"
    assert (await elsewhere(streamed, model)).content
    assert requests(practice) == "SSn"


async def test_silence_in_the_midst_is_a_break(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    model, _ = made(practice, settings, provider, Mode.AUTO)
    practice.fault = fault_named("hang-mid")
    for _ in range(2):
        assert await told_of(model) == "stream-interrupted"
    assert (await elsewhere(streamed, model)).content
    assert requests(practice) == "SSn"
