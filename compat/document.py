"""The chat of Jupyter AI 3.0 and 3.1: a shared document, in which users and personas write."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Any

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jupyterlab_ai_stream_toggle.demo.generation import CHAT_FILE
from tests.e2e.chat import FAILED, Seen
from tests.e2e.server import Server

PATH = "api/collaboration/room"

JUPYTERNAUT = "jupyter-ai-personas::jupyter_ai_jupyternaut::JupyternautPersona"
_AFTERMATH = 3.0
"""Seconds in which Jupyternaut may still say something after it stopped writing."""
_SYNC = 0
_AWARENESS = 1
"""The first byte of a frame: about the document, or about who is there and what they do."""


async def ask(server: Server, prompt: str) -> Seen:
    """One message, and the whole reply."""
    async with httpx.AsyncClient(headers=server.headers, trust_env=False) as client:
        url = f"{server.base}api/fileid/index?path={CHAT_FILE}"
        file_id = (await client.post(url)).raise_for_status().json()["id"]
    url = f"{server.base.replace('http', 'ws', 1)}{PATH}/text:chat:{file_id}"
    socket = await websocket_connect(HTTPRequest(url, headers=server.headers))
    try:
        return await _Document(socket).ask(prompt)
    finally:
        socket.close()


class _Document:
    """Our copy of the document, kept in step over the socket."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        # Comes with these releases, and with no other.
        from pycrdt import Array, Awareness, Doc, Map

        self._socket = socket
        self._doc: Any = Doc({"messages": Array(), "users": Map()})
        self._awareness = Awareness(self._doc)

    async def ask(self, prompt: str) -> Seen:
        from pycrdt import create_sync_message

        await self._socket.write_message(create_sync_message(self._doc), binary=True)
        # Jupyternaut joins a chat a moment after it was opened; before that nobody listens.
        while JUPYTERNAUT not in self._doc["users"]:
            await self._read()
        known = {message["id"] for message in self._messages()}
        await self._send(prompt)
        return await self._reply(known)

    async def _reply(self, known: set[str]) -> Seen:
        seen = Seen()
        began = ended = False
        while True:
            patience = _AFTERMATH if ended else None
            try:
                await asyncio.wait_for(self._read(), patience)
            except asyncio.TimeoutError:
                return seen
            for message in self._messages():
                if message["sender"] == JUPYTERNAUT and message["id"] not in known:
                    _note(seen, message["body"])
            writing = any(state.get("isWriting") for state in self._awareness.states.values())
            began = began or writing
            ended = began and not writing
            if seen.error or (ended and seen.text):
                return seen

    def _messages(self) -> list[dict[str, Any]]:
        return [message.to_py() for message in self._doc["messages"]]

    async def _send(self, prompt: str) -> None:
        from pycrdt import Map, create_update_message

        before = self._doc.get_state()
        message = {
            "body": prompt,
            "id": uuid.uuid4().hex,
            "time": time.time(),
            "sender": "practice",
            "type": "msg",
            # 3.0 answers who is mentioned, 3.1 who is chosen.
            "mentions": [JUPYTERNAUT],
            "metadata": {"to_persona": JUPYTERNAUT},
        }
        self._doc["messages"].append(Map(message))
        update = create_update_message(self._doc.get_update(before))
        await self._socket.write_message(update, binary=True)

    async def _read(self) -> None:
        from pycrdt import handle_sync_message, read_message

        frame = await self._socket.read_message()
        assert isinstance(frame, bytes), "the server closed the chat"
        if frame[0] == _SYNC:
            answer = handle_sync_message(frame[1:], self._doc)
            if answer is not None:
                await self._socket.write_message(answer, binary=True)
        elif frame[0] == _AWARENESS:
            self._awareness.apply_awareness_update(read_message(frame[1:]), self)


def _note(seen: Seen, body: str) -> None:
    if body.startswith(FAILED):
        seen.error = body
    elif body != seen.text:
        seen.chunks.append(body[len(seen.text) :])
        seen.text = body
