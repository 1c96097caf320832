"""Endpoints and gateways that answer a stream with something that is none."""

from __future__ import annotations

from ..exchange import Exchange
from ..protocol import error
from .registry import fault


@fault("json", "Streaming requests are answered with one complete JSON body.")
async def _json(exchange: Exchange) -> None:
    await exchange.send_whole()


@fault(
    "json-error",
    "Streaming requests are answered with status 200 and a JSON body that is an error.",
)
async def _json_error(exchange: Exchange) -> None:
    body = error("The backend could not be reached.", kind="server_error")
    await exchange.send(200, "application/json", body)


@fault("html", "Streaming requests are answered with an HTML page and status 200.")
async def _html(exchange: Exchange) -> None:
    page = "<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>"
    await exchange.send(200, "text/html; charset=utf-8", page)


@fault("gateway-page", "Streaming requests are answered with a gateway's web page and status 502.")
async def _gateway_page(exchange: Exchange) -> None:
    page = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"
    await exchange.send(502, "text/html", page)


@fault(
    "gateway-timeout", "Streaming requests are answered with a gateway's web page and status 504."
)
async def _gateway_timeout(exchange: Exchange) -> None:
    page = "<html><head><title>504 Gateway Time-out</title></head><body></body></html>"
    await exchange.send(504, "text/html", page)
