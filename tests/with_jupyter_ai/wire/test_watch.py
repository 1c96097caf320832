"""What is watched stays as it is, whatever a client does with it, in httpx and in httpx2."""

from __future__ import annotations

import functools
import importlib.util
import inspect
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.exchange import Exchange
from jupyterlab_ai_stream_toggle.streaming.reply import Ending, Reception
from jupyterlab_ai_stream_toggle.wire.receiver import receiver_watch
from jupyterlab_ai_stream_toggle.wire.requester import Call, making
from jupyterlab_ai_stream_toggle.wire.watch import LIBRARIES

CHUNK = b'data: {"choices": [{"index": 0, "delta": {"content": "word "}}]}\n\n'
FINISH = b'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\n'
GOOD = [CHUNK, CHUNK, FINISH, b"data: [DONE]\n\n", b": bye\n\n"]
BODY = {"stream": True, "messages": []}
URL = "https://endpoint.example/v1/chat/completions"


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> ModuleType:
    if importlib.util.find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed here")
    return importlib.import_module(request.param)


@pytest.fixture(autouse=True)
def watched(library: ModuleType) -> Iterator[None]:
    watch = receiver_watch()
    watch.install()
    yield
    watch.uninstall()
    assert library.AsyncClient.send is inspect.unwrap(library.AsyncClient.send)


class Pieces:
    """A body that arrives in pieces, as the library's own transport would hand it on."""

    def __init__(self, pieces: list[bytes], error: Exception | None = None) -> None:
        self._left = list(pieces)
        self._error = error
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._left:
            yield self._left.pop(0)
        if self._error is not None:
            raise self._error

    async def aclose(self) -> None:
        self.closed = True


def client(library: ModuleType, body: Pieces, **headers: str) -> Any:
    class Transport(library.AsyncBaseTransport):  # type: ignore[misc, name-defined]
        async def handle_async_request(self, request: Any) -> Any:
            stream = type("Stream", (Pieces, library.AsyncByteStream), {})([])
            stream.__dict__ = body.__dict__
            return library.Response(200, headers=headers, stream=stream)

    return library.AsyncClient(transport=Transport())


async def drained(response: Any) -> bytes:
    """As openai 3 does after `[DONE]`: the stream is read on past the reader that is there."""
    got = b""
    async for piece in response.aiter_bytes():
        got += piece
        if b"[DONE]" in got:
            break
    async for piece in response.stream:
        got += piece
    async for piece in response.stream:
        got += piece
    return got


async def closed_at_done(response: Any) -> bytes:
    got = b""
    async for line in response.aiter_lines():
        got += line.encode() + b"\n"
        if line == "data: [DONE]":
            break
    await response.aclose()
    await response.aclose()
    return got


async def read_whole(response: Any) -> bytes:
    return bytes(await response.aread())


async def read_raw(response: Any) -> bytes:
    return b"".join([piece async for piece in response.aiter_raw()])


READERS = [drained, closed_at_done, read_whole, read_raw]


@pytest.mark.parametrize("read", READERS)
async def test_however_it_is_read_a_whole_answer_is_whole(
    library: ModuleType, read: Callable[[Any], Awaitable[bytes]]
) -> None:
    bodies, seen = [], Reception()
    for reception in (None, seen):
        body = Pieces(GOOD)
        async with client(library, body) as made:
            with making(Call(None, Exchange(), reception)):
                async with made.stream("POST", URL, json=BODY) as response:
                    bodies.append(await read(response))
        assert body.closed
    assert bodies[0] == bodies[1], "the bytes are those of the wire"
    assert seen.seen
    assert seen.ending is Ending.MARKED
    assert seen.reason == "stop"


async def test_a_reader_that_leaves_early_proves_nothing(library: ModuleType) -> None:
    seen = Reception()
    async with client(library, Pieces(GOOD)) as made:
        with making(Call(None, Exchange(), seen)):
            async with made.stream("POST", URL, json=BODY) as response:
                async for _ in response.aiter_bytes():
                    break
    assert seen.ending is None


async def test_what_breaks_off_is_cut_and_the_error_is_the_librarys(library: ModuleType) -> None:
    seen, error = Reception(), library.ReadError("gone")
    async with client(library, Pieces([CHUNK], error)) as made:
        with making(Call(None, Exchange(), seen)):
            async with made.stream("POST", URL, json=BODY) as response:
                with pytest.raises(library.ReadError) as raised:
                    await response.aread()
    assert raised.value is error
    assert seen.ending is Ending.CUT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity", "unheard-of"])
async def test_a_coding_is_no_obstacle(library: ModuleType, coding: str) -> None:
    bits = {"gzip": 31, "deflate": 15}.get(coding)
    packer = zlib.compressobj(wbits=bits) if bits else None
    pieces = [
        packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH) if packer else piece
        for piece in GOOD
    ]
    pieces.append(packer.flush() if packer else b"")
    for until in (len(pieces), 2):
        seen = Reception()
        async with client(library, Pieces(pieces[:until]), **{"content-encoding": coding}) as made:
            with making(Call(None, Exchange(), seen)):
                async with made.stream("POST", URL, json=BODY) as response:
                    assert await response.aread() == b"".join(GOOD[:until])
        if coding == "unheard-of":
            assert seen.ending is None, "nobody can tell"
        elif until == 2:
            assert seen.ending is (Ending.CUT if packer else Ending.UNMARKED)
        else:
            assert seen.ending is Ending.MARKED


async def test_a_broken_coding_is_handed_on_as_it_is(library: ModuleType) -> None:
    packed = zlib.compressobj(wbits=31)
    begun = packed.compress(b": ping\n\n") + packed.flush(zlib.Z_SYNC_FLUSH)
    pieces, seen = [begun, b"no gzip", b"at all"], Reception()
    async with client(library, Pieces(pieces), **{"content-encoding": "gzip"}) as made:
        with making(Call(None, Exchange(), seen)):
            async with made.stream("POST", URL, json=BODY) as response:
                assert await read_raw(response) == b"".join(pieces)
    assert seen.ending is None


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity"])
async def test_json_in_place_of_events_comes_as_events(library: ModuleType, coding: str) -> None:
    whole = (
        b'{"choices": [{"index": 0, "message": {"role": "assistant", "content": "word"},'
        b' "finish_reason": "stop"}]}'
    )
    bits = {"gzip": 31, "deflate": 15}.get(coding)
    if bits:
        packer = zlib.compressobj(wbits=bits)
        whole = packer.compress(whole) + packer.flush()
    seen = Reception()
    pieces = [whole[index : index + 7] for index in range(0, len(whole), 7)]
    async with client(library, Pieces(pieces), **{"content-encoding": coding}) as made:
        with making(Call(None, Exchange(), seen)):
            async with made.stream("POST", URL, json=BODY) as response:
                got = (await response.aread()).decode()
    assert got.startswith("data: {")
    assert got.endswith("data: [DONE]\n\n")
    assert '"delta": {"role": "assistant", "content": "word"}' in got
    assert (seen.whole, seen.ending) == (True, Ending.MARKED)


async def test_who_stops_watching_leaves_the_others(library: ModuleType) -> None:
    one, other = receiver_watch(), receiver_watch()
    for each in (one, one, other):
        each.install()
    one.uninstall()
    one.uninstall()
    seen = Reception()
    async with client(library, Pieces([b'{"choices": [{"message": {"content": "a"}}]}'])) as made:
        with making(Call(None, Exchange(), seen)):
            answer = await made.post(URL, json=BODY)
    assert answer.text.count('"content": "a"') == 1, "followed once, whoever wants it"
    assert seen.whole
    other.uninstall()


async def test_others_may_wrap_the_library_too(library: ModuleType) -> None:
    ours = library.AsyncClient.send
    seen: list[str] = []

    @functools.wraps(ours)
    async def send(client: Any, request: Any, **options: Any) -> Any:
        seen.append(str(request.url))
        return await ours(client, request, **options)

    library.AsyncClient.send = send
    try:
        watch, reception = receiver_watch(), Reception()
        watch.install()
        async with client(library, Pieces(GOOD)) as made:
            with making(Call(None, Exchange(), reception)):
                await made.post(URL, json=BODY)
        assert (len(seen), reception.ending) == (1, Ending.MARKED)
        watch.uninstall()
        assert library.AsyncClient.send is send, "it is not ours to take away"
    finally:
        library.AsyncClient.send = ours


async def test_what_is_no_model_request_is_left_alone(library: ModuleType) -> None:
    seen = Reception()
    async with client(library, Pieces([b'{"token": "t"}'])) as made:
        with making(Call(None, Exchange(), seen)):
            assert (await made.post("https://login.example/token", json={"grant": "x"})).json()
            assert (await made.get(URL)).status_code == 200
    assert not seen.seen


async def test_a_stream_keeps_what_its_library_gave_it(library: ModuleType) -> None:
    async with client(library, Pieces(GOOD)) as made:
        with making(Call(None, Exchange(), Reception())):
            async with made.stream("POST", URL, json=BODY) as response:
                assert isinstance(response.stream, library.AsyncByteStream)
                await response.aread()
            assert response.elapsed.total_seconds() >= 0
