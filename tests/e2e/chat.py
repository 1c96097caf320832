"""The chat of each generation, over its own socket: what the browser would send and see."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.support.generation import JUPYTER_AI

FAILED = ("**", "Error:", "Sorry, an error", "Oops")
"""How failures begin: ours with their title, and those that Jupyter AI tells by itself."""

_PATIENCE = 600.0
"""Seconds until a reply that does not end is a failure of the test, also on a busy machine."""


class Chatting(Protocol):
    """A server with a chat."""

    @property
    def base(self) -> str:
        """Its root."""

    @property
    def headers(self) -> dict[str, str]:
        """What lets a client in."""

    def add_chat(self, name: str) -> None:
        """An empty file of a chat, for Jupyter AI 3."""


@dataclass
class Seen:
    """What a user sees in answer to one message."""

    text: str = ""
    error: str = ""
    chunks: list[str] = field(default_factory=list)
    """The pieces in which the text came."""
    metadata: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    busy: bool = False
    """Whether the chat shows that something is going on."""


@dataclass
class Conversation:
    """An open chat. Called with a message it returns the whole reply."""

    server: Chatting
    socket: WebSocketClientConnection
    id: str = ""
    opened: dict[str, Any] = field(default_factory=dict)
    """What the chat told when it was opened."""
    known: set[str] = field(default_factory=set)
    """The messages that are no part of the reply to come."""
    seen: Seen = field(default_factory=Seen)
    """The reply that is under way, or was the last."""
    button: asyncio.Event = field(default_factory=asyncio.Event)
    """There is a Stop button."""
    text: asyncio.Event = field(default_factory=asyncio.Event)
    """There is some of the reply; set again with each piece."""
    stopped: bool = False
    """The Stop button was pressed: the reply may end without a word."""
    persona: str = ""
    """Who is to answer, with Jupyter AI 3."""

    async def __call__(self, prompt: str) -> Seen:
        """Send one message."""
        self.seen = Seen()
        self.stopped = False
        self.button.clear()
        self.text.clear()
        talk = _talk_v2 if JUPYTER_AI == 2 else _talk_v3
        return await asyncio.wait_for(talk(self, prompt), _PATIENCE)

    async def chunk(self, number: int) -> None:
        """Return when that piece of the reply is seen; the first one is 0."""

        async def seen() -> None:
            while len(self.seen.chunks) <= number:
                self.text.clear()
                await self.text.wait()

        await asyncio.wait_for(seen(), _PATIENCE)

    async def failure(self) -> None:
        """Read on after the text until the failure is told that has to follow it."""
        listen = _listen_v2 if JUPYTER_AI == 2 else _listen_v3

        async def told() -> None:
            while not self.seen.error:
                listen(self, await _read(self.socket))

        await asyncio.wait_for(told(), _PATIENCE)

    async def stop(self) -> None:
        """Press the Stop button once it is there."""
        await asyncio.wait_for(self.button.wait(), _PATIENCE)
        self.stopped = True
        if JUPYTER_AI == 2:
            await self.socket.write_message(json.dumps({"type": "stop"}))
        else:
            url = f"{self.server.base}api/ai/personas/cancel?chat_id={self.id}"
            async with httpx.AsyncClient(headers=self.server.headers) as client:
                (await client.post(url)).raise_for_status()


CELL_WITH_ERROR = {
    "type": "cell-with-error",
    "source": "1 / 0",
    "error": {"name": "ZeroDivisionError", "value": "division by zero", "traceback": ["1 / 0"]},
}
"""The notebook cell that Jupyter AI 2 is told to be selected; only `/fix` looks at it."""


_chats = count(1)


@asynccontextmanager
async def conversation(
    server: Chatting, *, anew: bool = True, persona: str | None = None
) -> AsyncIterator[Conversation]:
    """An open chat that is new to Jupyter AI: 3 has one for each file, 2 has a single one."""
    if JUPYTER_AI == 2:
        enter, path = _enter_v2, "api/ai/chats"
    else:
        name = f"chat-{next(_chats)}.chat"
        server.add_chat(name)
        enter, path = _enter_v3, f"api/chat/ws/{name}"
    url = server.base.replace("http", "ws", 1) + path
    socket = await websocket_connect(HTTPRequest(url, headers=server.headers))
    try:
        talk = Conversation(server, socket, persona=persona or JUPYTERNAUT)
        await asyncio.wait_for(enter(talk), _PATIENCE)
        if JUPYTER_AI == 2 and anew:  # early releases know no such request
            await asyncio.wait_for(_clear_v2(talk), _PATIENCE)
        yield talk
    finally:
        socket.close()


async def ask(server: Chatting, prompt: str, *, anew: bool = True) -> Seen:
    """One message, in a conversation of its own."""
    async with conversation(server, anew=anew) as talk:
        return await talk(prompt)


async def _read(socket: WebSocketClientConnection) -> Any:
    message = await socket.read_message()
    assert message is not None, "the server closed the chat"
    return json.loads(message)


async def _enter_v2(talk: Conversation) -> None:
    talk.opened = await _read(talk.socket)
    assert talk.opened["type"] == "connection"


async def _clear_v2(talk: Conversation) -> None:
    await talk.socket.write_message(json.dumps({"type": "clear"}))
    while (await _read(talk.socket))["type"] != "agent":  # it greets, as after its start
        pass


async def _talk_v2(talk: Conversation, prompt: str) -> Seen:
    await talk.socket.write_message(
        json.dumps({"prompt": prompt, "selection": CELL_WITH_ERROR if prompt == "/fix" else None})
    )
    while not _listen_v2(talk, await _read(talk.socket)):
        pass
    return talk.seen


def _listen_v2(talk: Conversation, message: Any) -> bool:
    """Take one message of the server in; whether it ends the reply."""
    seen = talk.seen
    if message["type"] in ("pending", "close-pending"):
        seen.busy = message["type"] == "pending"
    elif message["type"] == "agent-stream":
        seen.id = message["id"]
        talk.button.set()
    elif message["type"] == "agent-stream-chunk" and message["id"] == seen.id:
        if message["content"]:
            seen.chunks.append(message["content"])
            seen.text += message["content"]
            talk.text.set()
        if message["stream_complete"]:
            seen.metadata = message.get("metadata", {})  # not told in 2.19
            return True
    elif message["type"] == "agent":
        body = message["body"]
        if body.startswith(FAILED):
            seen.error = body
        else:
            seen.text = body
        return True
    return False


async def _enter_v3(talk: Conversation) -> None:
    talk.opened = await _read(talk.socket)
    talk.id = talk.opened["id"]
    talk.known = {message["id"] for message in talk.opened["messages"]}
    # Personas join a chat a moment after it was opened; before that nobody listens.
    while True:
        frame = await _read(talk.socket)
        if frame["action"] == "users" and talk.persona in frame["users"]:
            return


async def _talk_v3(talk: Conversation, prompt: str) -> Seen:
    seen = talk.seen
    me = uuid.uuid4().hex
    chosen = {
        "to_persona": talk.persona,
        "model": {"id": None, "settings": {}},
        "settings": {},
    }
    message = {"type": "client", "action": "send", "id": me, "body": prompt, "metadata": chosen}
    await talk.socket.write_message(json.dumps(message))
    wrote = False
    # It says what it has to say before it stops writing, or a moment after.
    while not (wrote and (seen.text or seen.error or talk.stopped)):
        frame = await _read(talk.socket)
        _listen_v3(talk, frame)
        if frame["action"] == "writing" and frame["user"]["username"] == talk.persona:
            wrote = not seen.busy
    talk.known.add(seen.id)
    return seen


def _listen_v3(talk: Conversation, frame: Any) -> None:
    """Take one message of the server in."""
    seen = talk.seen
    if frame["action"] == "writing" and frame["user"]["username"] == talk.persona:
        seen.busy = frame["state"]
        if seen.busy:
            # Shown by another event at the same moment.
            talk.button.set()
    elif frame["action"] == "message":
        if frame["message"].get("sender") == talk.persona:
            _note(seen, talk.known, frame["message"])
        if seen.text:
            talk.text.set()


JUPYTERNAUT = "jupyter-ai-personas::jupyter_ai_jupyternaut::JupyternautPersona"


def _note(seen: Seen, known: set[str], message: dict[str, Any]) -> None:
    if message["id"] in known:
        return
    seen.id = message["id"]
    body = message["body"]
    if body.startswith(FAILED):
        seen.error = body
    elif body != seen.text:
        assert body.startswith(seen.text), "a reply only grows"
        seen.chunks.append(body[len(seen.text) :])
        seen.text = body
