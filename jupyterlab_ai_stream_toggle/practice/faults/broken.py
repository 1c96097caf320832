"""Streams that end without an answer, or in the midst of it."""

from __future__ import annotations

from ..exchange import Exchange
from ..protocol import DONE, error, script
from .registry import fault

CUT_AFTER = 5
"""How many chunks with content arrive before a stream breaks."""


@fault("empty", "Streaming starts and ends without an event.")
async def _empty(exchange: Exchange) -> None:
    await exchange.open_stream()


@fault("done-only", "A stream contains only `[DONE]`.")
async def _done_only(exchange: Exchange) -> None:
    await exchange.open_stream()
    await exchange.send_event(DONE)


@fault("cut", "A stream breaks off after a few chunks: the connection is closed.")
async def _cut(exchange: Exchange) -> None:
    await begin(exchange)
    exchange.cut()


@fault("cut-clean", "A stream ends early, with no finish reason and no `[DONE]`.")
async def begin(exchange: Exchange) -> None:
    """Send the beginning of a stream, and nothing after it."""
    plan = script(exchange.asked)
    await exchange.open_stream()
    for payload in (*plan.opening, *plan.content[:CUT_AFTER]):
        await exchange.send_event(payload)


@fault("error-frame", "A stream contains an error event before any content.")
async def _error_frame(exchange: Exchange) -> None:
    message = "The server had an error while processing your request."
    await exchange.open_stream()
    await exchange.send_event(error(message, kind="server_error"))


@fault("error-frame-refusal", "A stream contains an error event that rejects streaming.")
async def _error_frame_refusal(exchange: Exchange) -> None:
    await exchange.open_stream()
    message = "Streaming is not enabled for this tenant."
    await exchange.send_event(error(message, kind="permission_error"))


@fault("error-late", "A stream contains an error event after some content.")
async def _error_late(exchange: Exchange) -> None:
    await begin(exchange)
    message = "The server had an error while processing your request."
    await exchange.send_event(error(message, kind="server_error"))
