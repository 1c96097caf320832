"""Inline completion of Jupyter AI 2, over the socket that JupyterLab uses for it."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.e2e.chat import Seen
from tests.e2e.server import Server

PATH = "api/ai/completion/inline"

_numbers = count(1)


async def complete(server: Server, prefix: str) -> Seen:
    """Ask, as JupyterLab does while somebody types, and read to the end."""
    url = server.base.replace("http", "ws", 1) + PATH
    socket = await websocket_connect(HTTPRequest(url, headers=server.headers))
    asked: dict[str, Any] = {
        "number": next(_numbers),
        "prefix": prefix,
        "suffix": "",
        "mime": "text/x-python",
        "language": "python",
        "path": "practice.py",
        "cell_id": None,
        "stream": True,
    }
    try:
        await socket.write_message(json.dumps(asked))
        return await _read_to_the_end(socket)
    finally:
        socket.close()


async def _read_to_the_end(socket: Any) -> Seen:
    seen = Seen()
    while True:
        frame = await socket.read_message()
        assert frame is not None, "the server closed the socket"
        message = json.loads(frame)
        if message.get("error"):
            seen.error = message["error"]["type"]
            return seen
        if message.get("type") != "stream":
            continue  # announces that a stream will come
        text = message["response"]["insertText"]
        if text != seen.text:
            seen.chunks.append(text[len(seen.text) :])
            seen.text = text
        if message["done"]:
            return seen
