"""What client libraries do not tell of a stream, on real models and a real endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.streaming.failures import (
    EmptyReply,
    PageInsteadOfReply,
    StreamInterrupted,
)
from tests.support.settings import Settings

from ..models.governed_models import CHAT_CLASSES, chat_model, governed
from ..models.replies import PROMPTS, TOOL, requests, told, whole


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
@pytest.mark.parametrize("kind", PROMPTS)
async def test_a_whole_answer_to_a_stream_costs_one_request(
    practice: PracticeServer, settings: Settings, provider: str, kind: str, mode: Mode
) -> None:
    options = {"tools": [TOOL]} if kind == "tool" else {}
    bare = chat_model(CHAT_CLASSES[provider], provider, practice)
    expected = told(await whole(bare, PROMPTS[kind], **options))

    practice.fault = fault_named("json")
    practice.journal.clear()
    model = chat_model(governed(CHAT_CLASSES[provider], settings, mode)[0], provider, practice)
    assert told(await whole(model, PROMPTS[kind], **options)) == expected
    assert requests(practice) == "S"
    practice.journal.clear()
    assert told(await whole(model, PROMPTS[kind], **options)) == expected
    assert requests(practice) == ("n" if mode is Mode.AUTO else "S")


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.ON])
async def test_a_clean_early_end_is_noticed(
    practice: PracticeServer, settings: Settings, provider: str, mode: Mode
) -> None:
    model = chat_model(governed(CHAT_CLASSES[provider], settings, mode)[0], provider, practice)
    await whole(model, "hello")  # which is how it is known that this endpoint marks its ends
    practice.journal.clear()
    practice.fault = fault_named("cut-clean")
    message: Any = None
    with pytest.raises(StreamInterrupted):
        async for chunk in model.astream("hello"):
            message = chunk if message is None else message + chunk
    assert message.content, "what came is kept"
    assert requests(practice) == "S"


@pytest.mark.parametrize(
    ("fault", "failure"),
    [("html", PageInsteadOfReply), ("empty", EmptyReply), ("done-only", EmptyReply)],
)
async def test_on_is_never_answered_with_a_blank(
    practice: PracticeServer, settings: Settings, provider: str, fault: str, failure: type
) -> None:
    practice.fault = fault_named(fault)
    model = chat_model(governed(CHAT_CLASSES[provider], settings, Mode.ON)[0], provider, practice)
    with pytest.raises(failure):
        await whole(model, "hello")
    assert requests(practice) == "S"


async def test_a_web_page_is_not_asked_for_twice(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    practice.fault = fault_named("html")
    model = chat_model(governed(CHAT_CLASSES[provider], settings, Mode.AUTO)[0], provider, practice)
    with pytest.raises(PageInsteadOfReply):
        await whole(model, "hello")
    assert requests(practice) == "S"
