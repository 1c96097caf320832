"""The chat of every release, over the transport that it has."""

from __future__ import annotations

from tests.e2e import chat
from tests.e2e.chat import Seen
from tests.e2e.server import Server

from . import document
from .record import numbers


def transport_of(release: str) -> str:
    """The socket that the browser would use, as a path below the server's root."""
    if numbers(release) < (3,):
        return "api/ai/chats"
    if numbers(release) < (3, 2):
        return document.PATH
    return "api/chat/ws"


async def ask(server: Server, release: str, prompt: str) -> Seen:
    """One message, and the whole reply."""
    if transport_of(release) == document.PATH:
        return await document.ask(server, prompt)
    return await chat.ask(server, prompt, anew=False)
