"""What is promised of the next reply is what becomes of it: on real models, on the wire."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode, Outlook
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.streaming.outlook import outlook
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, describe_target, mode_store, tracked
from .replies import requests

STREAMED, ALL_AT_ONCE = Outlook.STREAMED, Outlook.ALL_AT_ONCE
MAY_FAIL, FAILS = Outlook.MAY_FAIL, Outlook.FAILS

# What `auto` finds out about an endpoint with this fault, and what each mode then leads to.
PROMISED = {
    "ok": {Mode.AUTO: STREAMED, Mode.ON: STREAMED, Mode.OFF: ALL_AT_ONCE},
    "refuse-400": {Mode.AUTO: ALL_AT_ONCE, Mode.ON: FAILS, Mode.OFF: ALL_AT_ONCE},
    "no-stream-options": {Mode.AUTO: STREAMED, Mode.ON: FAILS, Mode.OFF: ALL_AT_ONCE},
    "json": {Mode.AUTO: ALL_AT_ONCE, Mode.ON: ALL_AT_ONCE, Mode.OFF: ALL_AT_ONCE},
    "empty": {Mode.AUTO: ALL_AT_ONCE, Mode.ON: MAY_FAIL, Mode.OFF: ALL_AT_ONCE},
    "refuse-500": {Mode.AUTO: ALL_AT_ONCE, Mode.ON: MAY_FAIL, Mode.OFF: ALL_AT_ONCE},
}
WIRE = {
    STREAMED: {"S", "s"},
    # `on` asks for a stream all the same, and the endpoint answers as it did.
    ALL_AT_ONCE: {"n", "S"},
    FAILS: {"S"},
    MAY_FAIL: {"S", "SSS"},
}


async def became(model: Any) -> Outlook:
    """What became of one reply, as its reader sees it."""
    try:
        texts = [chunk.content async for chunk in model.astream("hello")]
    except Exception:  # noqa: BLE001  # whatever the client library raises
        return FAILS
    return STREAMED if len([text for text in texts if text]) > 1 else ALL_AT_ONCE


@pytest.mark.parametrize("fault", sorted(PROMISED))
async def test_what_is_promised_is_kept(
    practice: PracticeServer, settings: Settings, provider: str, fault: str
) -> None:
    memory = CapabilityMemory(lambda *_: None, log=logging.getLogger("test"))
    rule = tracked(Rule(Governor(mode_store(settings), memory), describe_target))
    model = chat_model(governed_class(CHAT_CLASSES[provider], rule), provider, practice)
    practice.fault = fault_named(fault)
    settings.write({"defaultMode": Mode.AUTO.value})
    assert await became(model) in (STREAMED, ALL_AT_ONCE)
    ((_, known),) = memory.records()
    for mode in (Mode.ON, Mode.OFF, Mode.AUTO):
        settings.write({"defaultMode": mode.value})
        practice.journal.clear()
        promised = outlook(mode, known)
        assert promised is PROMISED[fault][mode]
        assert await became(model) is (FAILS if promised is MAY_FAIL else promised), mode
        assert requests(practice) in WIRE[promised], mode
    # And of what nobody knows, nothing is promised.
    assert {outlook(mode, None) for mode in (Mode.AUTO, Mode.ON)} == {Outlook.UNTESTED}
