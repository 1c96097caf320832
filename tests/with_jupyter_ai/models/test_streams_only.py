"""Endpoints that take streams only, on real models."""

from __future__ import annotations

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed
from .replies import PROMPTS, TOOL, requests, told, whole


def asking_plainly(model_class: type, provider: str, practice: PracticeServer) -> object:
    """A model as handlers have it that ask for whole answers, such as `/ask`."""
    if JUPYTER_AI == 3:
        url = practice.url if provider == "azure" else practice.openai_url
        return model_class(model=f"{provider}/gw", api_base=url, api_key="k", streaming=False)
    return chat_model(model_class, provider, practice)


@pytest.mark.parametrize("kind", ["text", "tool"])
async def test_auto_collects_a_stream(
    practice: PracticeServer, settings: Settings, provider: str, kind: str
) -> None:
    options = {"tools": [TOOL]} if kind == "tool" else {}
    bare = chat_model(CHAT_CLASSES[provider], provider, practice)
    expected = told(await whole(bare, PROMPTS[kind], **options))

    practice.fault = fault_named("stream-only")
    practice.journal.clear()
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    model = asking_plainly(model_class, provider, practice)
    seen = told(await model.ainvoke(PROMPTS[kind], **options))  # type: ignore[attr-defined]
    assert (seen["content"], seen["tool_calls"]) == (expected["content"], expected["tool_calls"])
    assert requests(practice) == "nS"
    practice.journal.clear()
    await model.ainvoke(PROMPTS[kind], **options)  # type: ignore[attr-defined]
    assert requests(practice) == "S", "what was learned saves the refused request"
    practice.journal.clear()
    assert told(await whole(model, PROMPTS[kind], **options))["content"] == expected["content"]
    assert requests(practice) == "S"


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.ON])
async def test_only_auto_does(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    practice.fault = fault_named("stream-only")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
    with pytest.raises(Exception, match="only supports stream mode"):
        await asking_plainly(model_class, provider, practice).ainvoke("hello")  # type: ignore[attr-defined]
    assert requests(practice) == "n"
