"""An HTTP endpoint that answers with the very bytes a test gives, and ends as the test says.

Frameworks see to it that what leaves them is right. Here it need not be: pieces are written one by
one, so that their borders fall anywhere, and a body may end in each of the ways a network knows.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"
_NAME = re.compile(r"gw-\d+")
_STREAMING_PATH = re.compile(r"stream(GenerateContent)?(\?|$)|with-response-stream", re.IGNORECASE)


class Framing(Enum):
    """How HTTP says where a body ends."""

    CHUNKED = "chunked"
    LENGTH = "content-length"
    CLOSE = "close"
    """With the connection. What breaks off looks the same as what ends."""


class Coding(Enum):
    """The content coding; `*_WHOLE` is compressed in one go, the others are flushed per piece."""

    NONE = ""
    IDENTITY = "identity"
    GZIP = "gzip"
    GZIP_WHOLE = "gzip, whole"
    DEFLATE = "deflate"
    DEFLATE_WHOLE = "deflate, whole"
    DEFLATE_RAW = "deflate, raw"
    """Without zlib's header, as some servers understand it."""

    @property
    def header(self) -> str:
        """What stands in `content-encoding`."""
        return self.value.partition(",")[0]


class Ending(Enum):
    """How the body ends."""

    PROPER = "proper"
    ABORTED = "aborted"
    """The connection is reset."""
    UNFINISHED = "unfinished"
    """The connection is closed before HTTP's own end: no last chunk, or bytes that are missing."""
    TRUNCATED = "truncated"
    """HTTP ends properly; the compressed data does not."""


@dataclass(frozen=True)
class Answer:
    """One response."""

    pieces: tuple[bytes, ...]
    content_type: str | None = "text/event-stream"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    framing: Framing = Framing.CHUNKED
    coding: Coding = Coding.NONE
    ending: Ending = Ending.PROPER
    gate: asyncio.Event | None = field(default=None, repr=False)
    """Where there is one, what follows the first piece waits for it."""

    def encoded(self) -> list[bytes]:
        """The pieces as they go over the wire, before they are framed."""
        kind = self.coding.header
        if kind not in ("gzip", "deflate"):
            return list(self.pieces)
        raw = self.coding is Coding.DEFLATE_RAW
        made = zlib.compressobj(wbits=31 if kind == "gzip" else -15 if raw else 15)
        whole = self.coding in (Coding.GZIP_WHOLE, Coding.DEFLATE_WHOLE)
        flush = zlib.Z_NO_FLUSH if whole else zlib.Z_SYNC_FLUSH
        pieces = [made.compress(piece) + made.flush(flush) for piece in self.pieces]
        # What breaks off was flushed: how much of it can be read is for the test to say.
        broken = self.ending is not Ending.PROPER
        pieces.append(made.flush(zlib.Z_SYNC_FLUSH if broken else zlib.Z_FINISH))
        return pieces


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    body: dict[str, Any]
    streamed: bool


@dataclass
class Answers:
    """What requests for one model get."""

    streamed: Answer
    plain: Answer | None = None
    """None: the same as a stream."""
    asked: list[Asked] = field(default_factory=list)

    @property
    def wire(self) -> str:
        """The requests in order: `S` for a stream, `n` for a whole answer."""
        return "".join("S" if each.streamed else "n" for each in self.asked)


class RawServer:
    """Answers by the name of the model, `gw-<n>`, which stands in the path or in the body.

    Use it as an async context manager; it serves in the loop it was started in.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answers] = {}
        self.strays: list[str] = []
        """Paths of requests that nobody had an answer for."""
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[Any]] = set()
        self._port = 0
        self._names = 0

    @property
    def url(self) -> str:
        """The root of the endpoint."""
        return f"http://{HOST}:{self._port}"

    def answer(self, streamed: Answer, plain: Answer | None = None) -> str:
        """Take the answers for a model of its own; return the model's name."""
        self._names += 1
        name = f"gw-{self._names}"
        self.answers[name] = Answers(streamed, plain)
        return name

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Stop, and drop what is still open."""
        assert self._server
        self._server.close()
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._serving.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._one(reader, writer):
                    pass
        finally:
            writer.close()
            self._serving.discard(task)

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection may be used again."""
        asked = await _read(reader)
        found = _NAME.search(asked.path) or _NAME.search(json.dumps(asked.body))
        aside = asked.path.endswith("/api/show")  # what LiteLLM asks Ollama about its model
        answers = self.answers.get(found.group()) if found and not aside else None
        if answers is None:
            self.strays.append(asked.path)
            answer = Answer((b'{"error": {"message": "nobody asked for this"}}',), status=404)
        else:
            answers.asked.append(asked)
            answer = answers.streamed if asked.streamed else answers.plain or answers.streamed
        return await _write(answer, writer)


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    body = b""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    elif length := int(headers.get("content-length", 0)):
        body = await reader.readexactly(length)
    path = unquote(request.split()[1])
    data = json.loads(body) if body.startswith(b"{") else {}
    return Asked(path, data, bool(data.get("stream") or _STREAMING_PATH.search(path)))


async def _write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
    pieces = answer.encoded()
    writer.write(_head(answer, sum(map(len, pieces))))
    for number, piece in enumerate(pieces):
        if number == 1 and answer.gate:
            await answer.gate.wait()
        if piece:
            chunked = answer.framing is Framing.CHUNKED
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            await writer.drain()
            await asyncio.sleep(0)  # what the other side does with this piece may come first
    if answer.ending is Ending.ABORTED:
        await writer.drain()
        # Closed at once, without the handshake that says that all has been sent.
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()
        return False
    if answer.ending is Ending.UNFINISHED or answer.framing is Framing.CLOSE:
        return False
    if answer.framing is Framing.CHUNKED:
        writer.write(b"0\r\n\r\n")
        await writer.drain()
    return True


def _head(answer: Answer, length: int) -> bytes:
    known = {each.value: each.phrase for each in HTTPStatus}
    phrase = known.get(answer.status, "Of Its Own")
    headers = list(answer.headers)
    if answer.content_type is not None:
        headers.append(("Content-Type", answer.content_type))
    if answer.coding.header:
        headers.append(("Content-Encoding", answer.coding.header))
    if answer.framing is Framing.CHUNKED:
        headers.append(("Transfer-Encoding", "chunked"))
    elif answer.framing is Framing.LENGTH:
        broken = answer.ending in (Ending.UNFINISHED, Ending.ABORTED)
        missing = 64 if broken else 0
        headers.append(("Content-Length", str(length + missing)))
    else:
        headers.append(("Connection", "close"))
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


@contextmanager
def on_a_thread() -> Iterator[RawServer]:
    """The endpoint in a loop and a thread of its own, for clients that block theirs."""
    server = RawServer()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="raw server", daemon=True)
    thread.start()

    def run(step: Any) -> None:
        asyncio.run_coroutine_threadsafe(step, loop).result(10)

    run(server.__aenter__())
    try:
        yield server
    finally:
        run(server.__aexit__())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
