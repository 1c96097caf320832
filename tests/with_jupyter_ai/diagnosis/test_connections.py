"""Connections that are closed: real clients, real sockets, and one judgement for all of them."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import socket
import struct
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.causes.network import CONNECTION_REFUSED
from jupyterlab_ai_stream_toggle.diagnosis.causes.streaming import STREAM_INTERRUPTED
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import Phase, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import NextStep, Verdict, next_step, verdict
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"8\r\ndata: 1\n\r\n"

CLOSED: dict[str, bytes] = {
    "before headers": b"",
    "within headers": HEAD,
    "after headers": CHUNKED,
    "after headers with a length": HEAD + b"Content-Length: 5000\r\n\r\n",
    "after some events": CHUNKED + CHUNK,
}
GARBLED: dict[str, bytes] = {
    "no HTTP": b"\x00\x01 not a stream\r\n\r\n",
    "no chunk": CHUNKED + b"no stream\r\n",
    "no gzip": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno stream",
}


@contextlib.contextmanager
def endpoint(answer: bytes, reset: bool = False) -> Iterator[int]:
    """A port where every request is answered with these bytes, and then the connection ends."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(1)
                    while (some := connection.recv(65_536)) and not some.endswith(b"{}"):
                        pass
                    connection.sendall(answer)
                    if reset:
                        linger = struct.pack("ii", 1, 0)
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def httpx_like(name: str) -> Callable[[str, str], None]:
    def ask(url: str, key: str) -> None:
        httpx = importlib.import_module(name)

        async def read() -> None:
            async with (
                httpx.AsyncClient(trust_env=False) as client,
                client.stream("POST", url, content=b"{}", headers={"x-key": key}) as response,
            ):
                async for _ in response.aiter_bytes():
                    pass

        asyncio.run(read())

    return ask


def aiohttp(url: str, key: str) -> None:
    http = importlib.import_module("aiohttp")

    async def read() -> None:
        async with (
            http.ClientSession() as session,
            session.post(url, data=b"{}", headers={"x-key": key}) as response,
        ):
            async for _ in response.content.iter_any():
                pass

    asyncio.run(read())


CLIENTS = {"httpx": httpx_like("httpx"), "httpx2": httpx_like("httpx2"), "aiohttp": aiohttp}


def failure(client: str, url: str, key: str = "k") -> Exception:
    """What the client raises."""
    try:
        CLIENTS[client](url, key)
    except Exception as error:  # noqa: BLE001  # it is what is asked for
        return error
    raise AssertionError("it did not fail")


class APIConnectionError(Exception):
    __module__ = "openai"


class Wrapped(Exception):
    """An error of LiteLLM's own, with the status that it gives to each of them."""

    __module__ = "litellm.exceptions"
    status_code = 500
    response = object()


def from_openai(error: Exception) -> Exception:
    wrapper = APIConnectionError("Connection error.")
    wrapper.__cause__ = error
    return wrapper


def in_litellm(error: Exception) -> Exception:
    wrapper = Wrapped(f"litellm.InternalServerError: XException - {error}. Handle with `x`.")
    wrapper.__context__ = error
    return wrapper


def in_a_text(error: Exception) -> Exception:
    """As LiteLLM packs it for Azure and Gemini, without a chain."""
    way = "".join(traceback.format_exception(error))
    said = f"litellm.APIConnectionError: AzureException APIConnectionError - {error}\n{way}"
    return Wrapped(f"litellm.MidStreamFallbackError: {said} Original exception: X: {said}")


WRAPPINGS: dict[str, Callable[[Exception], Exception]] = {
    "bare": lambda error: error,
    "openai": from_openai,
    "litellm": in_litellm,
    "openai in litellm": lambda error: in_litellm(from_openai(error)),
    "text": in_a_text,
    "text of openai": lambda error: in_a_text(from_openai(error)),
}


@pytest.mark.parametrize("ending", CLOSED)
@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("client", CLIENTS)
def test_a_connection_that_is_closed(client: str, reset: bool, ending: str) -> None:
    with endpoint(CLOSED[ending], reset) as port:
        error = failure(client, f"http://127.0.0.1:{port}/stream")
    early = next(each for each in STREAM_INTERRUPTED.variants if each.name == "early")
    closed = next(each for each in CONNECTION_REFUSED.variants if each.name == "closed")
    for name, wrapped in WRAPPINGS.items():
        facts = evidence_of(wrapped(error))
        assert facts.connection_lost, name
        assert facts.status is None, name
        assert verdict(facts) is Verdict.UNTELLING, name
        assert next_step(facts) is NextStep.PLAIN_REQUEST, name
        told = diagnose(facts)
        assert (told.id, told.title) == ("stream-interrupted", early.title), name

        facts = evidence_of(wrapped(error), Phase.PLAIN_REQUEST)
        assert next_step(facts) is NextStep.RAISE, name
        told = diagnose(facts)
        assert (told.id, told.title) == ("connection-refused", closed.title), name
        assert told.explanation == closed.explanation, name

        facts = evidence_of(wrapped(error), Phase.MID_STREAM)
        assert facts.connection_lost, name
        assert diagnose(facts).id == "stream-interrupted", name


@pytest.mark.parametrize("garbage", GARBLED)
@pytest.mark.parametrize("client", CLIENTS)
def test_what_cannot_be_read_is_no_closed_connection(client: str, garbage: str) -> None:
    with endpoint(GARBLED[garbage]) as port:
        error = failure(client, f"http://127.0.0.1:{port}/stream")
    for name, wrapped in WRAPPINGS.items():
        for phase in Phase:
            facts = evidence_of(wrapped(error), phase)
            assert not facts.connection_lost, name
            assert diagnose(facts).id == "reply-malformed", name
        assert verdict(evidence_of(wrapped(error))) is Verdict.UNTELLING, name


@pytest.mark.parametrize("client", CLIENTS)
def test_a_connection_that_is_refused(client: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    error = failure(client, f"http://127.0.0.1:{port}/stream")
    for name, wrapped in WRAPPINGS.items():
        for phase in (Phase.BEFORE_CONTENT, Phase.PLAIN_REQUEST):
            facts = evidence_of(wrapped(error), phase)
            assert facts.unreached, name
            assert not facts.connection_lost, name
            assert next_step(facts) is NextStep.RAISE, name
            told = diagnose(facts)
            assert told.id == "connection-refused", name
            # httpx keeps from a traceback which of the attempts failed how.
            assert "no server is listening" in told.explanation or "text" in name, name


@pytest.mark.parametrize("client", CLIENTS)
def test_encryption_that_does_not_come_about(client: str) -> None:
    with endpoint(b"not a stream\r\n\r\n") as port:
        error = failure(client, f"https://127.0.0.1:{port}/stream")
    for name, wrapped in WRAPPINGS.items():
        facts = evidence_of(wrapped(error))
        assert (verdict(facts), next_step(facts)) == (Verdict.OTHER, NextStep.RAISE), name
        assert diagnose(facts).id in ("connection-refused", "endpoint-wrong"), name


# aiohttp sends letters that are not ASCII, as UTF-8.
@pytest.mark.parametrize(
    ("client", "key"),
    [
        *((client, "sk-1\n2") for client in CLIENTS),
        *((client, "sk-\xe9") for client in CLIENTS if client != "aiohttp"),
    ],
)
def test_a_key_that_no_header_can_hold(client: str, key: str) -> None:
    with endpoint(b"") as port:
        error = failure(client, f"http://127.0.0.1:{port}/stream", key)
    for name, wrapped in WRAPPINGS.items():
        for phase in (Phase.BEFORE_CONTENT, Phase.PLAIN_REQUEST):
            facts = evidence_of(wrapped(error), phase)
            assert next_step(facts) is NextStep.RAISE, name
            assert diagnose(facts).id == "key-missing", name


# class, message, lost, verdict before the first content
NAMED: list[tuple[str, str, bool, Verdict]] = [
    ("httpx.ReadTimeout", "", False, Verdict.OTHER),  # as of the exception itself
    ("httpx.TimeoutException", "", False, Verdict.OTHER),
    ("httpx.ConnectTimeout", "", False, Verdict.OTHER),
    ("httpx.ConnectError", "[Errno -2] Name or service not known", False, Verdict.OTHER),
    ("httpx.ProxyError", "503 Service Unavailable", False, Verdict.OTHER),
    ("httpx.WriteError", "", True, Verdict.UNTELLING),
    ("urllib3.exceptions.IncompleteRead", "IncompleteRead(5 bytes read)", True, Verdict.UNTELLING),
    ("http.client.RemoteDisconnected", "no response", True, Verdict.UNTELLING),
    ("botocore.exceptions.ConnectionClosedError", "was closed", True, Verdict.UNTELLING),
    ("litellm.InternalServerError", "XException - Connection error.", False, Verdict.OTHER),
    (
        "litellm.InternalServerError",
        "XException - Server disconnected without sending a response.",
        True,
        Verdict.UNTELLING,
    ),
    (
        "litellm.APIConnectionError",
        "OllamaException - Cannot connect to host localhost:1 ssl:default [Connect call failed]",
        False,
        Verdict.OTHER,
    ),
]


@pytest.mark.parametrize(("name", "message", "lost", "judged"), NAMED)
def test_by_name(name: str, message: str, lost: bool, judged: Verdict) -> None:
    record: dict[str, Any] = {"exception": name, "message": message}
    if name.startswith("litellm"):
        record["status"] = 500
    facts = recorded(record)
    assert facts.connection_lost is lost
    assert verdict(facts) is judged


def test_what_litellm_says_of_an_end_without_a_mark() -> None:
    said = (
        "litellm.APIConnectionError: XException - Stream ended before a finish_reason was received"
    )
    facts = evidence_of(Wrapped(said))
    assert facts.ended_early
    assert not facts.connection_lost
    assert (verdict(facts), diagnose(facts).id) == (Verdict.UNTELLING, "empty-reply")
    told = diagnose(evidence_of(Wrapped(said), Phase.MID_STREAM))
    assert told.id == "stream-interrupted"
    assert "reported" not in told.explanation
