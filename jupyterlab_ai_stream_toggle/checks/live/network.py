"""The way to the endpoint, step by step: its name, a connection, its certificate."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any, TypeVar

from ...diagnosis.diagnose import diagnose
from ...diagnosis.evidence import Phase, evidence_of
from ...language import say
from ..address import Address
from ..result import CheckFinding, failed, passed, skipped, warning
from ..static.proxies import proxy_of
from ..subject import Subject

LIMIT = 10.0
"""Seconds that a step may take."""
_SOON = 14
"""Days before its end at which a certificate is worth a warning."""

_Value = TypeVar("_Value")


async def name_resolution(subject: Subject) -> CheckFinding:
    """Whether the host's name is known here."""
    address = _reached_directly(subject)
    if isinstance(address, CheckFinding):
        return address
    loop = asyncio.get_running_loop()
    try:
        found = await _in_time(
            loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        )
    except (OSError, asyncio.TimeoutError) as error:
        return _failure(subject, error)
    addresses = dict.fromkeys(str(each[4][0]) for each in found)
    return passed(
        say("The host name resolves."),
        {say("host"): address.host, say("addresses"): ", ".join(list(addresses)[:4])},
    )


async def tcp_connection(subject: Subject) -> CheckFinding:
    """Whether something listens there."""
    address = _reached_directly(subject)
    if isinstance(address, CheckFinding):
        return address
    try:
        _, writer = await _in_time(asyncio.open_connection(address.host, address.port))
    except (OSError, asyncio.TimeoutError) as error:
        return _failure(subject, error)
    await _close(writer)
    return passed(say("The host accepts connections."), {say("port"): str(address.port)})


async def tls(subject: Subject) -> CheckFinding:
    """Whether the certificate is trusted, and for how long, as httpx judges it."""
    address = _reached_directly(subject)
    if isinstance(address, CheckFinding):
        return address
    if not address.secure:
        return skipped(say("The address starts with http://, so the connection is not encrypted."))
    import httpx

    try:
        context = await asyncio.to_thread(httpx.create_ssl_context)
        _, writer = await _in_time(asyncio.open_connection(address.host, address.port, ssl=context))
    except (OSError, asyncio.TimeoutError) as error:
        return _failure(subject, error)
    certificate = writer.get_extra_info("peercert") or {}
    protocol = writer.get_extra_info("ssl_object").version()
    await _close(writer)
    return _certificate(certificate, protocol)


def _certificate(certificate: dict[str, Any], protocol: str | None) -> CheckFinding:
    ends = certificate.get("notAfter")
    end = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), timezone.utc) if ends else None
    figures = {
        say("issuer"): _name(certificate.get("issuer", ())),
        say("valid until"): end.date().isoformat() if end else None,
        say("protocol"): protocol,
    }
    if end and (end - datetime.now(timezone.utc)).days < _SOON:
        return warning(
            say("The certificate is trusted but expires within a few days."),
            say("Ask the endpoint administrator to renew the certificate."),
            figures,
        )
    return passed(say("The certificate is trusted."), figures)


def _name(parts: Any) -> str | None:
    names = {key: value for part in parts for key, value in part}
    return names.get("organizationName") or names.get("commonName")


def _reached_directly(subject: Subject) -> Address | CheckFinding:
    address = subject.address
    if address is None:
        return skipped(say("The address is unknown."))
    if proxy_of(subject):
        return skipped(say("Not tested: the connection goes through a proxy."))
    return address


def _failure(subject: Subject, error: BaseException) -> CheckFinding:
    diagnosis = diagnose(evidence_of(error, Phase.PLAIN_REQUEST), secrets=subject.secrets())
    return failed(
        diagnosis.explanation,
        diagnosis.hint,
        {say("error"): diagnosis.facts.raw or type(error).__name__},
    )


async def _in_time(step: Awaitable[_Value]) -> _Value:
    return await asyncio.wait_for(step, LIMIT)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    # How the other side takes it does not matter.
    with suppress(OSError, asyncio.TimeoutError):
        await asyncio.wait_for(writer.wait_closed(), 1)
