"""Endpoints that refuse every request, whatever is asked for."""

from __future__ import annotations

from ..exchange import Exchange
from ..protocol import error
from .registry import Scope, fault

RETRY_AFTER = 1
"""Seconds that `rate-limited` asks the client to wait."""


@fault("unauthorized", "Every request is rejected with a 401.", Scope.EVERY)
async def _unauthorized(exchange: Exchange) -> None:
    body = error("Incorrect API key provided.", code="invalid_api_key")
    await exchange.send(401, "application/json", body)


@fault("rate-limited", "Every request is rejected with a 429 and `Retry-After`.", Scope.EVERY)
async def _rate_limited(exchange: Exchange) -> None:
    body = error("Rate limit reached for requests.", kind="requests", code="rate_limit_exceeded")
    await exchange.send(429, "application/json", body, {"Retry-After": str(RETRY_AFTER)})


@fault(
    "not-found", "Every request is rejected with a 404: there is no such deployment.", Scope.EVERY
)
async def _not_found(exchange: Exchange) -> None:
    message = "The deployment named in the address does not exist."
    body = error(message, code="DeploymentNotFound")
    await exchange.send(404, "application/json", body)


@fault("content-filter", "Every request is rejected with a 400 by the content filter.", Scope.EVERY)
async def _content_filter(exchange: Exchange) -> None:
    message = "The prompt was blocked by the content filter."
    await exchange.send(400, "application/json", error(message, code="content_filter"))


@fault("down", "Every request fails with a bare 500.", Scope.EVERY)
async def _down(exchange: Exchange) -> None:
    await exchange.send(500, "text/plain", "Internal Server Error")
