"""An endpoint that answers nothing, through the real chat: it ends, and the chat goes on."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from tests.support.generation import JUPYTER_AI

from .chat import JUPYTERNAUT, Conversation, conversation
from .server import Server
from .test_chat import PROMPT
from .test_stop import arrived

NEXT = "Are you still there?"


async def test_a_message_that_waits_is_answered_afterwards(fresh: Server) -> None:
    fresh.set_settings(plainTimeoutSeconds=2)
    fresh.set_mode("off", fresh.deployment)
    async with conversation(fresh) as talk:
        await talk(PROMPT)
        fresh.set_fault("mute")
        await send(talk, PROMPT)
        await arrived(fresh, 1)
        fresh.practice.fault = fault_named("ok")  # for those to come
        await send(talk, NEXT)
        first, second = await asyncio.to_thread(
            fresh.practice.journal.wait_for,
            lambda seen: len(seen) == 2 and all(each.finished for each in seen),
        )
    assert fresh.requests() == "nn"
    assert first.client_gone, "given up, and not tried again in silence"
    assert not second.client_gone
    assert NEXT in json.dumps(second.body["messages"])


async def send(talk: Conversation, prompt: str) -> None:
    """Send a message, and do not wait for its answer."""
    message: dict[str, Any]
    if JUPYTER_AI == 2:
        message = {"prompt": prompt, "selection": None}
    else:
        chosen = {
            "to_persona": JUPYTERNAUT,
            "model": {"id": None, "settings": {}},
            "settings": {},
        }
        me = uuid.uuid4().hex
        message = {
            "type": "client",
            "action": "send",
            "id": me,
            "body": prompt,
            "metadata": chosen,
        }
    await talk.socket.write_message(json.dumps(message))
