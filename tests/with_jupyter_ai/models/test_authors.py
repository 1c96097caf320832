"""Models that authors make themselves, handed to the switch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle import govern
from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.running import begin, end
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import governor
from .replies import requests, whole


def of_ones_own(practice: PracticeServer, **fields: Any) -> Any:
    """A model of LangChain's, as one makes it without Jupyter AI."""
    url = practice.openai_url
    if JUPYTER_AI == 3:
        from langchain_litellm import ChatLiteLLM

        return ChatLiteLLM(model="openai/gw", api_base=url, api_key="k", streaming=True, **fields)
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(model="gw", base_url=url, api_key="k", stream_usage=True, **fields)


@pytest.fixture
def running(settings: Settings) -> Iterator[Governor]:
    made = governor(settings)
    begin(made)
    yield made
    end(made)


SAID = {
    ("ok", "on"): "S",
    ("ok", "auto"): "S",
    ("ok", "off"): "n",
    ("refuse-400", "auto"): "Sn",
    ("refuse-400", "off"): "n",
    ("json", "auto"): "S",
}


@pytest.mark.parametrize(("fault", "mode"), SAID)
async def test_the_switch_is_obeyed(
    practice: PracticeServer, settings: Settings, running: Governor, fault: str, mode: str
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    assert (await whole(govern(of_ones_own(practice)), "hello")).content
    assert requests(practice) == SAID[fault, mode]


async def test_the_mode_of_its_model_counts(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    settings.write({"models": {"openai:gw": "off"}})
    await whole(govern(of_ones_own(practice)), "hello")
    assert requests(practice) == "n"


async def test_failures_are_explained(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    settings.write({"defaultMode": "on"})
    practice.fault = fault_named("refuse-400")
    with pytest.raises(Exception, match="stream") as raised:
        await whole(govern(of_ones_own(practice)), "hello")
    told = attached_to(raised.value)
    assert told is not None
    assert told.id == "streaming-not-supported"
    assert len(running.failures) == 1


async def test_without_a_switch_it_is_the_model_itself(practice: PracticeServer) -> None:
    model = of_ones_own(practice)
    assert govern(model) is model


async def test_the_model_stays_as_it_is(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    settings.write({"defaultMode": "off"})
    model = of_ones_own(practice, temperature=0.5)
    kind, fields = type(model), dict(vars(model))
    obeys = govern(model)
    assert (type(model), vars(model)) == (kind, fields)
    assert isinstance(obeys, kind)
    assert vars(obeys) == fields
    assert govern(obeys) is obeys
    await whole(model, "hello")
    assert requests(practice) == "S"


def test_what_is_no_model_is_returned(running: Governor) -> None:
    for each in ("a text", None, object()):
        assert govern(each) is each


async def test_after_its_server_has_ended_it_is_as_before(
    practice: PracticeServer, settings: Settings, running: Governor
) -> None:
    settings.write({"defaultMode": "off"})
    model = of_ones_own(practice)
    govern(model)
    end(running)
    assert govern(model) is model
