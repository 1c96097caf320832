"""The raw endpoint does what it is told, as seen by a client that adds nothing."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.support.raw_server import Answer, Coding, Ending, Framing, RawServer, on_a_thread

PIECES = (b"one\r", b"\ntw\xc3", b"\xa9o", b"x" * 5000)


@asynccontextmanager
async def asking(answer: Answer, plain: Answer | None = None) -> AsyncIterator[_Client]:
    async with RawServer() as server, httpx.AsyncClient() as client:
        yield _Client(server, client, server.answer(answer, plain))


class _Client:
    def __init__(self, server: RawServer, client: httpx.AsyncClient, name: str) -> None:
        self.server = server
        self._client = client
        self.name = name

    async def post(self, *, stream: bool = True) -> httpx.Response:
        body = {"model": self.name, "stream": stream}
        return await self._client.post(f"{self.server.url}/chat", json=body)


@pytest.mark.parametrize("framing", list(Framing))
@pytest.mark.parametrize("coding", list(Coding))
async def test_a_body_arrives_as_it_was_given(framing: Framing, coding: Coding) -> None:
    async with asking(Answer(PIECES, framing=framing, coding=coding)) as client:
        for _ in range(2):
            response = await client.post()
            assert response.content == b"".join(PIECES)
            assert response.headers.get("content-encoding", "") == coding.header


@pytest.mark.parametrize("framing", [Framing.CHUNKED, Framing.LENGTH])
@pytest.mark.parametrize("ending", [Ending.ABORTED, Ending.UNFINISHED])
@pytest.mark.parametrize("coding", [Coding.NONE, Coding.GZIP])
async def test_http_shows_what_is_missing(framing: Framing, ending: Ending, coding: Coding) -> None:
    async with asking(Answer(PIECES, framing=framing, ending=ending, coding=coding)) as client:
        with pytest.raises(httpx.TransportError):
            await client.post()


@pytest.mark.parametrize("coding", [Coding.GZIP, Coding.GZIP_WHOLE, Coding.DEFLATE])
def test_compressed_data_may_be_truncated(coding: Coding) -> None:
    sent = Answer(PIECES, coding=coding, ending=Ending.TRUNCATED).encoded()
    reader = zlib.decompressobj(wbits=47)
    assert reader.decompress(b"".join(sent)) == b"".join(PIECES)
    assert not reader.eof


async def test_a_stream_and_a_whole_answer_are_two_things() -> None:
    async with asking(Answer((b"stream",)), Answer((b"whole",), status=418)) as client:
        assert (await client.post()).text == "stream"
        assert (await client.post(stream=False)).status_code == 418
        answers = client.server.answers[client.name]
        assert answers.wire == "Sn"
        assert answers.asked[0].body == {"model": client.name, "stream": True}


async def test_a_gate_holds_what_follows_the_first_piece() -> None:
    gate = asyncio.Event()
    async with asking(Answer((b"one", b"two"), gate=gate)) as client:
        pieces = []
        url, body = f"{client.server.url}/chat", {"model": client.name, "stream": True}
        async with client._client.stream("POST", url, json=body) as response:
            async for piece in response.aiter_raw():
                pieces.append(piece)
                gate.set()
        assert pieces == [b"one", b"two"]


async def test_many_are_served_at_once() -> None:
    async with RawServer() as server, httpx.AsyncClient() as client:
        names = [server.answer(Answer((b"answer ", str(n).encode()))) for n in range(40)]
        asked = (client.post(f"{server.url}/{name}/chat", json={}) for name in names)
        texts = [response.text for response in await asyncio.gather(*asked)]
        assert texts == [f"answer {n}" for n in range(40)]


@pytest.fixture
def threaded() -> Iterator[RawServer]:
    with on_a_thread() as server:
        yield server


def test_it_serves_clients_that_block(threaded: RawServer) -> None:
    name = threaded.answer(Answer(PIECES))
    response = httpx.post(f"{threaded.url}/chat", json={"model": name})
    assert response.content == b"".join(PIECES)
    assert httpx.post(f"{threaded.url}/chat", json={}).status_code == 404
    assert threaded.strays == ["/chat"]
