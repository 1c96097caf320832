"""What client libraries make up where there was no answer, or another one: not shown as a fact."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Diagnosis
from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, governed

CERTIFICATE = Path(__file__).parents[2] / "bare" / "checks" / "localhost.pem"
EVENT_STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)
LOGIN = b"<!doctype html><html><title>Sign in</title><body>Sign in to go on</body></html>"

Serve = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


def answer(status: str, body: bytes, kind: str = "application/json", **headers: str) -> bytes:
    """One HTTP answer, after which the connection is closed."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def sends(*pieces: bytes) -> Serve:
    async def serve(request: bytes, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return serve


@asynccontextmanager
async def endpoint(serve: Serve, tls: bool = False) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A port that answers as written, and the requests that came."""
    requests: list[bytes] = []

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length:")
            )
            request = head + await reader.readexactly(length)
            requests.append(request)
            await serve(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError, StopIteration):
            pass
        finally:
            writer.close()

    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], requests
    finally:
        server.close()


async def told_at(settings: Settings, url: str, mode: Mode, provider: str = "openai") -> Diagnosis:
    """What is told of a question that goes wrong."""
    model_class, _ = governed(CHAT_CLASSES[provider], settings, mode)
    where: dict[str, Any]
    if JUPYTER_AI == 3:
        where = {"model": f"{provider}/gw", "api_base": url, "api_key": "k", "streaming": True}
        where["model_kwargs"] = {"max_retries": 0}
    else:
        where = {"model_id": "gw", "openai_api_key": "k", "max_retries": 0}
        where |= (
            {"azure_endpoint": url, "api_version": "2024-10-21"}
            if provider == "azure"
            else {"openai_api_base": url}
        )
    with pytest.raises(Exception) as raised:  # noqa: PT011  # each client has its own
        async for _ in model_class(**where).astream("hello"):
            pass
    told = attached_to(raised.value)
    assert told is not None
    return told


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("provider", CHAT_CLASSES)
class TestNoAnswer:
    """There was none: no status, and nobody's words."""

    async def test_nothing_listens(self, settings: Settings, provider: str, mode: Mode) -> None:
        with socket.create_server(("127.0.0.1", 0)) as once:
            port = once.getsockname()[1]
        told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("connection-refused", None)
        assert told.facts.request is not None
        assert told.facts.request.startswith(f"http://127.0.0.1:{port}/")
        assert told.facts.answer == ""

    async def test_a_certificate_of_its_own(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        async with endpoint(sends(), tls=True) as (port, requests):
            told = await told_at(settings, f"https://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("certificate-not-trusted", None)
        assert requests == []

    async def test_the_connection_is_closed(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        async with endpoint(sends()) as (port, _):
            told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        # In `auto` the plain request meets the same.
        assert told.id == ("stream-interrupted" if mode is Mode.ON else "connection-refused")
        assert told.facts.status is None


@pytest.mark.parametrize("provider", CHAT_CLASSES)
class TestOtherAnswers:
    """There was one, and the client library tells another."""

    async def test_a_stream_that_is_cut_before_its_first_event(
        self, settings: Settings, provider: str
    ) -> None:
        async with endpoint(sends(EVENT_STREAM)) as (port, _):
            told = await told_at(settings, f"http://127.0.0.1:{port}", Mode.ON, provider)
        assert (told.id, told.facts.status) == ("stream-interrupted", None)
        assert told.facts.content_type == "text/event-stream"

    @pytest.mark.parametrize("mode", Mode)
    async def test_a_redirect_to_a_login(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        async def gateway(request: bytes, writer: asyncio.StreamWriter) -> None:
            if request.startswith(b"GET /login"):
                await sends(answer("200 OK", LOGIN, "text/html"))(request, writer)
            else:
                await sends(answer("302 Found", b"", Location="/login"))(request, writer)

        async with redirecting(gateway) as port:
            told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("proxy-blocked", None)
        assert "page" in told.explanation.lower()
        assert told.facts.redirected == f"http://127.0.0.1:{port}/login"
        assert told.facts.redirected in told.explanation

    async def test_a_redirect_to_a_host_that_cannot_be_trusted(
        self, settings: Settings, provider: str
    ) -> None:
        async with endpoint(sends(), tls=True) as (other, _):
            there = f"https://127.0.0.1:{other}/login"
            away = sends(answer("307 Temporary Redirect", b"", Location=there))
            async with endpoint(away) as (port, _):
                told = await told_at(settings, f"http://127.0.0.1:{port}", Mode.OFF, provider)
        assert told.id == "certificate-not-trusted"
        assert told.facts.redirected == there
        assert there in told.explanation

    @pytest.mark.parametrize("mode", Mode)
    async def test_a_gateway_whose_upstream_is_down(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        said = b'{"error": {"message": "upstream connect error: connection refused"}}'
        async with endpoint(sends(answer("502 Bad Gateway", said))) as (port, _):
            told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("provider-down", 502)
        assert told.facts.answer == said.decode()

    @pytest.mark.parametrize("mode", [Mode.ON, Mode.AUTO])
    async def test_an_error_event_with_a_code_of_its_own(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        said = b'data: {"error": {"message": "Who is that?", "code": 401}}\n\n'
        whole = answer("200 OK", said, "text/event-stream")
        async with endpoint(sends(whole)) as (port, requests):
            told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("key-rejected", 401)
        assert len(requests) == 1

    @pytest.mark.parametrize("mode", Mode)
    async def test_a_quota_that_is_used_up(
        self, settings: Settings, provider: str, mode: Mode
    ) -> None:
        said = b'{"error": {"message": "Your monthly budget is used up."}}'
        async with endpoint(sends(answer("429 Too Many Requests", said))) as (port, _):
            told = await told_at(settings, f"http://127.0.0.1:{port}", mode, provider)
        assert (told.id, told.facts.status) == ("quota-exceeded", 429)


@asynccontextmanager
async def redirecting(serve: Serve) -> AsyncIterator[int]:
    """A port that is asked twice: after a redirect a POST becomes a GET, without a body."""

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await serve(head, writer)
            while await reader.read(65_536):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
