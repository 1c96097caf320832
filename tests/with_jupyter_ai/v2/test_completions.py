"""What completes text: language models that are no chat models, and completions in a cell."""

from __future__ import annotations

from typing import Any

import pytest
from jupyter_ai.completions.models import InlineCompletionRequest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import (
    CHAT_CLASSES,
    COMPLETION_CLASS,
    chat_model,
    governed,
)
from tests.with_jupyter_ai.models.replies import requests

WIRE = [
    (Mode.ON, "ok", "s"),
    (Mode.OFF, "ok", "n"),
    (Mode.AUTO, "ok", "s"),
    (Mode.AUTO, "refuse-400", "sn"),
    (Mode.AUTO, "refuse-500", "sn"),
    (Mode.AUTO, "empty", "sn"),
]


@pytest.mark.parametrize(("mode", "fault", "wire"), WIRE)
async def test_an_llm_that_completes_text(
    practice: PracticeServer, settings: Settings, mode: Mode, fault: str, wire: str
) -> None:
    def make(model_class: Any) -> Any:
        return model_class(
            model_id="gpt-3.5-turbo-instruct",
            openai_api_base=practice.openai_url,
            openai_api_key="k",
        )

    expected = "".join([part async for part in make(COMPLETION_CLASS).astream("hello")])
    assert expected
    practice.fault = fault_named(fault)
    practice.journal.clear()
    model_class, _ = governed(COMPLETION_CLASS, settings, mode)
    got = "".join([part async for part in make(model_class).astream("hello")])
    assert requests(practice) == wire
    assert got == expected


@pytest.mark.parametrize(
    ("mode", "fault", "wire"), [(m, f, w.upper().replace("N", "n")) for m, f, w in WIRE]
)
async def test_inline_completion(
    practice: PracticeServer, settings: Settings, mode: Mode, fault: str, wire: str
) -> None:
    practice.fault = fault_named(fault)
    model_class, _ = governed(CHAT_CLASSES["azure"], settings, mode)
    model = chat_model(model_class, "azure", practice)
    request = InlineCompletionRequest(
        number=1,
        path="a.ipynb",
        mime="text/x-python",
        prefix="x = ",
        suffix="",
        stream=True,
        language="python",
        cell_id="1",
    )
    replies = [reply async for reply in model.stream_inline_completions(request)]
    assert requests(practice) == wire
    assert replies[-1].done
    assert "practice endpoint" in replies[-1].response.insertText
