"""A gateway that a test gives its answers: a function of what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[str, dict[str, str], bytes], Reply]
"""Of a path with its query, of headers with names in lower case, and of a body."""


class Gateway:
    """Serves in the loop in which it is entered."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._server: asyncio.Server | None = None
        self.asked: list[Asked] = []

    @property
    def url(self) -> str:
        """Its root."""
        assert self._server
        return f"http://{HOST}:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Stop."""
        assert self._server
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            request, *lines = head.strip().split("\r\n")
            pairs = (line.partition(":") for line in lines)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            asked = Asked(request.split()[1], headers, body)
            self.asked.append(asked)
            reply = self._answer(asked.path, headers, body)
            told = {
                "Content-Type": reply.content_type,
                "Content-Length": str(len(reply.body)),
                "Connection": "close",
                **reply.headers,
            }
            lines = [f"HTTP/1.1 {reply.status} -", *(f"{n}: {v}" for n, v in told.items())]
            writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body)
            await writer.drain()
        writer.close()
