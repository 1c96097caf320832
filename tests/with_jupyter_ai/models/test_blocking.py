"""The calls that nobody awaits, `stream` and `invoke`, of models that obey the switch."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle import govern
from jupyterlab_ai_stream_toggle.capability.memory import without_memory
from jupyterlab_ai_stream_toggle.capability.record import Evidence
from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.models.told import Outcome
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import (
    CHAT_CLASSES,
    chat_model,
    describe_target,
    governed,
    mode_store,
    tracked,
)
from .replies import PROMPTS, TOOL, requests, told, whole
from .test_authors import SAID, of_ones_own, running

__all__ = ["running"]


def streamed(model: Any, prompt: str = "hello", **kwargs: Any) -> Any:
    """The message that the chunks of a `stream` add up to."""
    message = None
    for chunk in model.stream(prompt, **kwargs):
        message = chunk if message is None else message + chunk
    return message


async def elsewhere(function: Any, *args: Any, **kwargs: Any) -> Any:
    """Called on another thread than that of the event loop."""
    return await asyncio.to_thread(function, *args, **kwargs)


@pytest.mark.parametrize(("fault", "mode"), SAID)
async def test_the_switch_is_obeyed(
    practice: PracticeServer, settings: Settings, running: Governor, fault: str, mode: str
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    answer = await elsewhere(streamed, govern(of_ones_own(practice)))
    assert answer.content
    assert requests(practice) == SAID[fault, mode]


@pytest.mark.parametrize(("fault", "mode"), SAID)
async def test_it_is_obeyed_on_the_thread_of_the_event_loop(
    practice: PracticeServer, settings: Settings, running: Governor, fault: str, mode: str
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    assert streamed(govern(of_ones_own(practice))).content
    assert requests(practice) == SAID[fault, mode]


@pytest.mark.parametrize(("fault", "mode"), SAID)
async def test_jupyter_ai_s_own_models_obey(
    practice: PracticeServer, settings: Settings, provider: str, fault: str, mode: str
) -> None:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode(mode))
    practice.fault = fault_named(fault)
    answer = await elsewhere(streamed, chat_model(model_class, provider, practice))
    assert answer.content
    assert requests(practice) == SAID[fault, mode]


@pytest.mark.parametrize("prompt", PROMPTS)
async def test_on_is_as_without_us(
    practice: PracticeServer, settings: Settings, provider: str, prompt: str
) -> None:
    """Byte for byte on the wire, and to whoever reads."""
    arguments = {"tools": [TOOL]} if prompt == "tool" else {}
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    models = (
        chat_model(each, provider, practice) for each in (CHAT_CLASSES[provider], model_class)
    )
    said = [await elsewhere(streamed, each, PROMPTS[prompt], **arguments) for each in models]
    without_us, with_us = practice.journal.entries()
    assert with_us.body == without_us.body
    assert told(said[1]) == told(said[0])


@pytest.mark.parametrize("prompt", PROMPTS)
async def test_it_is_what_is_said_to_whoever_awaits(
    practice: PracticeServer, settings: Settings, provider: str, prompt: str
) -> None:
    arguments = {"tools": [TOOL]} if prompt == "tool" else {}
    practice.fault = fault_named("refuse-400")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = chat_model(model_class, provider, practice)
    blocking = await elsewhere(streamed, model, PROMPTS[prompt], **arguments)
    awaited = await whole(model, PROMPTS[prompt], **arguments)
    assert requests(practice) == "Snn"  # what was learned in one counts in the other
    assert told(blocking) == told(awaited)


async def test_invoke_obeys_where_it_would_stream(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    settings.write({"defaultMode": "off"})
    practice.fault = fault_named("refuse-400")
    model = of_ones_own(practice).model_copy(update={"streaming": True})
    assert (await elsewhere(govern(model).invoke, "hello")).content
    assert requests(practice) == "n"


async def test_invoke_reads_a_stream_where_the_endpoint_takes_nothing_else(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    practice.fault = fault_named("stream-only")
    model = of_ones_own(practice).model_copy(update={"streaming": False})
    assert (await elsewhere(govern(model).invoke, "hello")).content
    assert requests(practice) == "nS"


CALLS: dict[str, Any] = {
    "stream": lambda model: elsewhere(streamed, model),
    "invoke": lambda model: elsewhere(model.invoke, "hello"),
    "astream": lambda model: whole(model, "hello"),
    "ainvoke": lambda model: model.ainvoke("hello"),
}


@pytest.mark.parametrize("call", CALLS)
async def test_failures_are_explained_once(
    practice: PracticeServer, settings: Settings, running: Governor, call: str
) -> None:
    settings.write({"defaultMode": "on"})
    practice.fault = fault_named("refuse-400")
    model = govern(of_ones_own(practice).model_copy(update={"streaming": True}))
    with pytest.raises(Exception, match="stream") as raised:
        await CALLS[call](model)
    diagnosis = attached_to(raised.value)
    assert diagnosis is not None
    assert diagnosis.id == "streaming-not-supported"
    assert [each.diagnosis.id for each in running.failures.failures()] == [diagnosis.id]
    assert running.failures.failures()[0].count == 1


@pytest.mark.skipif(
    JUPYTER_AI == 3, reason="LiteLLM does not close what it reads, with or without us"
)
async def test_the_request_ends_when_nobody_reads_on(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    practice.fault = fault_named("slow")
    parts = govern(of_ones_own(practice)).stream("hello")
    await elsewhere(next, parts)
    await elsewhere(parts.close)
    await elsewhere(practice.journal.wait_for, lambda entries: entries[-1].client_gone)


async def test_what_is_found_out_is_kept_by_the_server_s_loop(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    """It holds what replies have in common, and is not waited for."""
    running.home.settle(asyncio.get_running_loop())
    practice.fault = fault_named("refuse-400")
    model = govern(of_ones_own(practice))
    answer = await elsewhere(streamed, model)
    assert answer.content
    await asyncio.sleep(0)
    assert streamed(model).content
    assert requests(practice) == "Snn"


class Heard:
    """What a listener is told, without the times."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def replied(
        self,
        target: Target,
        delivery: Delivery,
        outcome: Outcome,
        *,
        first: float | None,
        total: float,
    ) -> None:
        assert (first is not None) == (outcome is Outcome.ANSWERED)
        assert total >= (first or 0)
        self.told.append(f"{outcome.value} {delivery.value}")

    def fell_back(self, target: Target, evidence: Evidence) -> None:
        self.told.append(f"fell back: {evidence.value}")

    def failed(self, target: Target, diagnosis: str) -> None:
        self.told.append(f"failed: {diagnosis}")


@pytest.mark.parametrize(
    ("fault", "mode", "told_of"),
    [
        ("ok", "auto", ["answered stream"]),
        ("refuse-400", "auto", ["fell back: refused", "answered plain"]),
        ("refuse-400", "off", ["answered plain"]),
        ("unauthorized", "auto", ["failed stream", "failed: key-rejected"]),
    ],
)
async def test_they_are_counted(
    practice: PracticeServer,
    settings: Settings,
    provider: str,
    fault: str,
    mode: str,
    told_of: list[str],
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    heard = Heard()
    memory = without_memory(logging.getLogger("test"))
    governor = Governor(mode_store(settings), memory, listener=heard)
    model_class: Any = governed_class(
        CHAT_CLASSES[provider], tracked(Rule(governor, describe_target))
    )
    model = chat_model(model_class, provider, practice)
    with suppress(Exception):
        await elsewhere(lambda: list(model.stream("hello")))
    assert heard.told == told_of
    heard.told.clear()
    with suppress(Exception):
        await elsewhere(model.invoke, "hello")
    # With what it asked for first, which is the class's own affair.
    assert heard.told[-1].split()[0] == told_of[-1].split()[0]
