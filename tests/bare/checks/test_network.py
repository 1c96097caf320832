"""The way to the endpoint, with real sockets."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.checks.live.network import (
    _certificate,
    name_resolution,
    tcp_connection,
    tls,
)
from jupyterlab_ai_stream_toggle.checks.result import Outcome
from tests.support.subjects import connection, subject_of

CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""A certificate of nobody, with its key: for these tests only."""


@asynccontextmanager
async def secure_server() -> AsyncIterator[str]:
    async def close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    server = await asyncio.start_server(close, "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    async with secure_server() as address:
        subject = subject_of(connection(address))
        assert (await tcp_connection(subject)).outcome is Outcome.PASSED
        found = await tls(subject)
    assert found.outcome is Outcome.FAILED
    assert "certificate" in found.explanation.lower()
    assert found.hint


async def test_a_trusted_certificate_shows_issuer_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with secure_server() as address:
        found = await tls(subject_of(connection(address)))
    assert found.outcome is Outcome.PASSED
    assert found.figures["issuer"] == "Practice endpoint"
    assert found.figures["valid until"] > "2100"
    assert found.figures["protocol"].startswith("TLS")


def test_a_certificate_that_ends_soon_is_a_warning() -> None:
    soon = datetime.now(timezone.utc) + timedelta(days=3)
    found = _certificate({"notAfter": soon.strftime("%b %d %H:%M:%S %Y GMT")}, "TLSv1.3")
    assert found.outcome is Outcome.WARNING
    assert found.figures["valid until"] == soon.date().isoformat()


async def test_a_host_that_nobody_knows_is_said_to_be_unknown() -> None:
    found = await name_resolution(subject_of(connection("https://no-such-host.invalid")))
    assert found.outcome is Outcome.FAILED
    assert found.hint


async def test_a_port_where_nobody_listens() -> None:
    found = await tcp_connection(subject_of(connection("http://127.0.0.1:9")))
    assert found.outcome is Outcome.FAILED
    assert found.hint


async def test_behind_a_proxy_the_way_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:8080")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    subject = subject_of(connection())
    for look in (name_resolution, tcp_connection, tls):
        assert (await look(subject)).outcome is Outcome.SKIPPED
