"""The chat of each generation, over its own socket: what the browser would send and see."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from .server import Server

JUPYTER_AI = int(version("jupyter-ai").split(".")[0])

FAILED = ("**", "Error:", "Sorry, an error", "Oops")
"""How failures begin: ours with their title, and those that Jupyter AI tells by itself."""

_PATIENCE = 60.0
"""Seconds until a reply that does not end is a failure of the test."""
_AFTERMATH = 3.0
"""Seconds in which Jupyternaut may still say something after it stopped writing."""


@dataclass
class Seen:
    """What a user sees in answer to one message."""

    text: str = ""
    error: str = ""
    chunks: list[str] = field(default_factory=list)
    """The pieces in which the text came."""
    metadata: dict[str, Any] = field(default_factory=dict)
    id: str = ""


Talk = Callable[[str], Awaitable[Seen]]
"""Sends one message and returns the whole reply."""

CELL_WITH_ERROR = {
    "type": "cell-with-error",
    "source": "1 / 0",
    "error": {"name": "ZeroDivisionError", "value": "division by zero", "traceback": ["1 / 0"]},
}
"""The notebook cell that Jupyter AI 2 is told to be selected; only `/fix` looks at it."""


@asynccontextmanager
async def conversation(server: Server) -> AsyncIterator[Talk]:
    """An open chat. In Jupyter AI 3 the model's memory of it goes when the last reader leaves."""
    enter, talk = (_enter_v2, _talk_v2) if JUPYTER_AI == 2 else (_enter_v3, _talk_v3)
    path = "api/ai/chats" if JUPYTER_AI == 2 else "api/chat/ws/practice.chat"
    url = server.base.replace("http", "ws", 1) + path
    socket = await websocket_connect(HTTPRequest(url, headers=server.headers))
    try:
        known = await asyncio.wait_for(enter(socket), _PATIENCE)
        yield lambda prompt: asyncio.wait_for(talk(socket, known, prompt), _PATIENCE)
    finally:
        socket.close()


async def ask(server: Server, prompt: str) -> Seen:
    """One message, in a conversation of its own."""
    async with conversation(server) as talk:
        return await talk(prompt)


async def _read(socket: WebSocketClientConnection) -> Any:
    message = await socket.read_message()
    assert message is not None, "the server closed the chat"
    return json.loads(message)


async def _enter_v2(socket: WebSocketClientConnection) -> set[str]:
    assert (await _read(socket))["type"] == "connection"
    return set()


async def _talk_v2(socket: WebSocketClientConnection, known: set[str], prompt: str) -> Seen:
    seen = Seen()
    await socket.write_message(
        json.dumps({"prompt": prompt, "selection": CELL_WITH_ERROR if prompt == "/fix" else None})
    )
    while True:
        message = await _read(socket)
        if message["type"] == "agent-stream-chunk":
            if message["content"]:
                seen.chunks.append(message["content"])
                seen.text += message["content"]
            if message["stream_complete"]:
                seen.metadata = message["metadata"]
                return seen
        elif message["type"] == "agent":
            body = message["body"]
            if body.startswith(FAILED):
                seen.error = body
            else:
                seen.text = body
            return seen


async def _enter_v3(socket: WebSocketClientConnection) -> set[str]:
    known = {message["id"] for message in (await _read(socket))["messages"]}
    # Jupyternaut joins a chat a moment after it was opened; before that nobody listens.
    while True:
        frame = await _read(socket)
        if frame["action"] == "users" and _JUPYTERNAUT in frame["users"]:
            return known


async def _talk_v3(socket: WebSocketClientConnection, known: set[str], prompt: str) -> Seen:
    seen = Seen()
    me = uuid.uuid4().hex
    chosen = {
        "to_persona": _JUPYTERNAUT,
        "model": {"id": None, "settings": {}},
        "settings": {},
    }
    message = {"type": "client", "action": "send", "id": me, "body": prompt, "metadata": chosen}
    await socket.write_message(json.dumps(message))
    wrote = False
    while True:
        patience = _AFTERMATH if wrote and not seen.error and not seen.text else None
        try:
            frame = await asyncio.wait_for(_read(socket), patience)
        except asyncio.TimeoutError:
            return seen
        if frame["action"] == "writing" and frame["user"]["username"] == _JUPYTERNAUT:
            wrote = not frame["state"]
        elif frame["action"] == "message":
            _note(seen, known, frame["message"])
        if wrote and (seen.text or seen.error):
            known.add(seen.id)
            return seen


_JUPYTERNAUT = "jupyter-ai-personas::jupyter_ai_jupyternaut::JupyternautPersona"


def _note(seen: Seen, known: set[str], message: dict[str, Any]) -> None:
    if message.get("sender") != _JUPYTERNAUT or message["id"] in known:
        return
    seen.id = message["id"]
    body = message["body"]
    if body.startswith(FAILED):
        seen.error = body
    elif body != seen.text:
        assert body.startswith(seen.text), "a reply only grows"
        seen.chunks.append(body[len(seen.text) :])
        seen.text = body
