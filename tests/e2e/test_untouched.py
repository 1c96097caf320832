"""What Jupyter AI does by itself, and that `on` changes nothing about it."""

from __future__ import annotations

import asyncio
from typing import Any

from .chat import Seen, ask, conversation
from .server import Server, server
from .test_chat import ANSWER, PROMPT

OPENING = 2
"""The events of Azure's streams before the first piece of text."""


async def test_on_is_jupyter_ai_by_itself(fresh: Server) -> None:
    fresh.set_mode("on", fresh.deployment)
    governed = await piece_by_piece(fresh)
    sent = request(fresh)
    with server() as made:
        made.switch_extension_off()
        made.use_deployment(fresh.deployment)
        with made.running():
            bare = await piece_by_piece(made)
            assert request(made) == sent
            assert bare.chunks == list(ANSWER.pieces)
            assert governed.chunks == bare.chunks

            made.set_fault("refuse-400")
            refused = await ask(made, PROMPT)
            assert refused.error, "with the extension off the refusal is back"
            assert made.requests() == "S"


async def piece_by_piece(made: Server) -> Seen:
    """The reply to a stream in which each piece waits until the one before is seen in the chat."""
    made.set_fault("slow")
    made.practice.pause = 0
    made.practice.pace.hold(OPENING)
    async with conversation(made) as talk:
        reply = asyncio.ensure_future(talk(PROMPT))
        for number in range(len(ANSWER.pieces)):
            made.practice.pace.let()
            await talk.chunk(number)
        made.practice.pace.open()
        return await reply


def request(made: Server) -> dict[str, Any]:
    """The last request; Jupyternaut's system prompt holds the name of an anonymous user."""
    body = dict(made.practice.journal.entries()[-1].body)
    body["messages"] = [message["role"] for message in body["messages"]]
    return body
