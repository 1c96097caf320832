"""The model class of Jupyter AI 3 in the hands of others, who import it and inherit from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

# As some do, at start.
from jupyter_ai_jupyternaut.jupyternaut.chat_models import ChatLiteLLM

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.jupyter_ai.v3.adapter import JupyterAiV3
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import chat_model, governor
from tests.with_jupyter_ai.models.replies import requests, whole


class Before(ChatLiteLLM):  # type: ignore[misc]  # LangChain is not installed for mypy
    """Made before the switch was in effect."""


class OfItsOwn(ChatLiteLLM):  # type: ignore[misc]
    """Has a say in each delivery."""

    async def _astream(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
        async for part in super()._astream(messages, *args, temperature=0.25, **kwargs):
            yield part

    async def _agenerate(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
        return await super()._agenerate(messages, *args, temperature=0.5, **kwargs)


def imported() -> type:
    from jupyter_ai_jupyternaut.jupyternaut import chat_models

    return chat_models.ChatLiteLLM  # type: ignore[no-any-return]


def inherited() -> type:
    base: Any = imported()

    class After(base):  # type: ignore[misc]
        """Made with a request."""

    made: type = After
    return made


CLASSES = {
    "imported before": lambda: ChatLiteLLM,
    "imported now": imported,
    "inherited before": lambda: Before,
    "inherited now": inherited,
    "with methods of its own": lambda: OfItsOwn,
}


@pytest.fixture(params=CLASSES)
def model_class(request: pytest.FixtureRequest) -> Any:
    find: Any = CLASSES[request.param]
    return find()


@pytest.fixture
def adapter(settings: Settings) -> Iterator[JupyterAiV3]:
    adapter = JupyterAiV3({})
    adapter.install(governor(settings))
    yield adapter
    adapter.uninstall()


SAID = {("refuse-400", Mode.AUTO): "Sn", ("refuse-400", Mode.OFF): "n", ("ok", Mode.ON): "S"}


@pytest.mark.parametrize(("fault", "mode"), SAID)
async def test_the_switch_is_obeyed(
    practice: PracticeServer,
    settings: Settings,
    adapter: JupyterAiV3,
    model_class: Any,
    fault: str,
    mode: Mode,
) -> None:
    settings.write({"defaultMode": mode.value})
    practice.fault = fault_named(fault)
    answer = await whole(chat_model(model_class, "openai", practice), "hello")
    assert answer.content
    assert requests(practice) == SAID[fault, mode]


async def test_a_refusal_is_told_where_streaming_is_on(
    practice: PracticeServer, settings: Settings, adapter: JupyterAiV3, model_class: Any
) -> None:
    settings.write({"defaultMode": "on"})
    practice.fault = fault_named("refuse-400")
    with pytest.raises(Exception, match="stream") as raised:
        await whole(chat_model(model_class, "openai", practice), "hello")
    told = attached_to(raised.value)
    assert told is not None
    assert told.id == "streaming-not-supported"
    assert requests(practice) == "S"


async def test_a_whole_answer_is_asked_for_as_before(
    practice: PracticeServer, settings: Settings, adapter: JupyterAiV3, model_class: Any
) -> None:
    settings.write({"defaultMode": "on"})
    model = chat_model(model_class, "openai", practice).model_copy(update={"streaming": False})
    answer = await model.ainvoke("hello")
    assert answer.content
    assert requests(practice) == "n"
    (asked,) = practice.journal.entries()
    assert asked.body.get("temperature") == (0.5 if model_class is OfItsOwn else None)


async def test_afterwards_it_is_as_before(
    practice: PracticeServer, settings: Settings, adapter: JupyterAiV3, model_class: Any
) -> None:
    settings.write({"defaultMode": "off"})
    model = chat_model(model_class, "openai", practice)
    adapter.uninstall()
    await whole(model, "hello")
    assert requests(practice) == "S"
