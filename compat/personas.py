"""Personas of other authors, a kind each, in chats whose socket is known here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from tests.e2e.chat import Seen, conversation
from tests.e2e.server import Server
from tests.e2e.v3.personas import named, put_personas

from .chat import transport_of
from .record import Way

KINDS = {
    Way.PERSONA: "Plain",
    Way.GOVERNED: "OfItsOwn",
    Way.AGENT: "Agent",
    Way.NOT_AWAITED: "NotAwaited",
}
"""By the names of their classes."""


def personas_of(server: Server, release: str) -> dict[Way, Callable[[str], Awaitable[Seen]]]:
    """What asks each of them; nothing where that cannot be measured."""
    if transport_of(release) != "api/chat/ws":
        return {}
    put_personas(server.place.work)
    return {way: partial(_ask, server, named(persona)) for way, persona in KINDS.items()}


async def _ask(server: Server, persona: str, prompt: str) -> Seen:
    async with conversation(server, persona=persona) as talk:
        return await talk(prompt)
