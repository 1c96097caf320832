"""Streams in which nothing comes, and the connection stays open."""

from __future__ import annotations

from ..exchange import Exchange
from .broken import begin
from .registry import fault


@fault("hang", "A stream is accepted, and nothing is ever sent.")
async def _hang(exchange: Exchange) -> None:
    await exchange.until_client_leaves()


@fault("hang-mid", "A stream stops sending data after a few chunks.")
async def _hang_mid(exchange: Exchange) -> None:
    await begin(exchange)
    await exchange.until_client_leaves()
