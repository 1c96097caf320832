"""Endpoints that answer well, some of them in their own time."""

from __future__ import annotations

import json

from ..exchange import Exchange
from ..protocol import DONE, script
from .registry import fault


@fault("ok", "Every request succeeds.")
async def _ok(exchange: Exchange) -> None:
    await exchange.answer()


@fault("slow", "A stream pauses before each chunk, the first one included.")
async def _slow(exchange: Exchange) -> None:
    await exchange.stream(slowly=True)


@fault("burst", "A stream is held back and then arrives all at once, as with a buffering proxy.")
async def _burst(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    payloads = (*plan.opening, *plan.content, *plan.closing)
    await exchange.silence(exchange.pace.pause * len(payloads))
    await exchange.open_stream()
    await exchange.send_events(payloads)


@fault("no-finish", "A stream is complete and done, and gives no finish reason.")
async def _no_finish(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream()
    closing = [payload for payload in plan.closing if not _finishes(payload)]
    for payload in (*plan.opening, *plan.content, *closing):
        await exchange.send_event(payload)


@fault("no-mark", "A stream is complete, and nothing in it marks its end.")
async def _no_mark(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream()
    for payload in (*plan.opening, *plan.content):
        await exchange.send_event(payload)


@fault("mistyped", "A stream is sent as `application/json`.")
async def _mistyped(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream("application/json")
    for payload in (*plan.opening, *plan.content, *plan.closing):
        await exchange.send_event(payload)


@fault("json-lines", "A stream is sent as lines of JSON, without `data:`.")
async def _json_lines(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream("application/x-ndjson")
    for payload in (*plan.opening, *plan.content, *plan.closing):
        if payload != DONE:
            await exchange.send_line(payload)


def _finishes(payload: str) -> bool:
    choices = [] if payload == DONE else json.loads(payload)["choices"]
    return any(choice["finish_reason"] for choice in choices)
