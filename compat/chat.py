"""The chat of every release, over the transport that it has."""

from __future__ import annotations

import httpx

from tests.e2e import chat
from tests.e2e.chat import Seen
from tests.e2e.server import Server

from .record import numbers

def transport_of(release: str) -> str:
    """The path below the server's root that messages are sent to."""
    if release.startswith("2."):
        return "socket api/ai/chats"
    if numbers(release) < (3, 2):
        return "POST api/ai/message/Jupyternaut"
    return "socket api/chat/ws"


async def ask(server: Server, release: str, prompt: str) -> Seen:
    """One message, and the whole reply."""
    if transport_of(release).startswith("POST"):
        return await _over_rest(server, prompt)
    return await chat.ask(server, prompt)


async def _over_rest(server: Server, prompt: str) -> Seen:
    """In 3.0 and 3.1 the chat is a shared document; over REST the same persona answers."""
    async with httpx.AsyncClient(headers=server.headers, timeout=None, trust_env=False) as client:
        reply = await client.post(
            f"{server.base}api/ai/message/Jupyternaut", json={"message": prompt}
        )
    reply.raise_for_status()
    text = reply.json()["response"]
    if text.startswith("Error:"):
        return Seen(error=text)
    return Seen(text=text)
