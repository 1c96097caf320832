"""The named faults: what an endpoint can do to a client that asks for a stream.

Error texts are those that real endpoints send, so that what recognises them is put to the test.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from .exchange import Exchange
from .protocol import DONE, Asked, error, script

CUT_AFTER = 5
"""How many chunks with content arrive before `cut` and `cut-clean` end a stream."""

RETRY_AFTER = 1
"""Seconds that `rate-limited` asks the client to wait."""

Behaviour = Callable[[Exchange], Awaitable[None]]
"""A way to answer a request."""


class Scope(Enum):
    """Which requests a fault acts on; all others are answered well."""

    STREAM = "stream"
    """Completion requests with `stream: true`."""
    PLAIN = "plain"
    """Completion requests without it."""
    EVERY = "every"
    """Every request, the list of models included."""


@dataclass(frozen=True)
class Fault:
    """A way to misbehave."""

    name: str
    meaning: str
    """One sentence for the person who chooses it."""
    scope: Scope
    behave: Behaviour

    def acts_on(self, asked: Asked) -> bool:
        """Whether it shows on this request."""
        if self.scope is Scope.EVERY:
            return True
        return bool(asked.kind) and asked.stream == (self.scope is Scope.STREAM)


class UnknownFaultError(ValueError):
    """No fault has this name."""

    def __init__(self, name: object) -> None:
        """Keep the name that was asked for."""
        self.name = name
        super().__init__(f"unknown fault {name!r}; known are {', '.join(FAULTS)}")


def fault_named(name: object) -> Fault:
    """The fault called `name`.

    Raises:
        UnknownFaultError: there is none.
    """
    if isinstance(name, str) and name in FAULTS:
        return FAULTS[name]
    raise UnknownFaultError(name)


_faults: dict[str, Fault] = {}


def _fault(
    name: str, meaning: str, scope: Scope = Scope.STREAM
) -> Callable[[Behaviour], Behaviour]:
    """Enter the decorated behaviour in the list of faults."""

    def enter(behave: Behaviour) -> Behaviour:
        _faults[name] = Fault(name, meaning, scope, behave)
        return behave

    return enter


@_fault("ok", "Every request is answered well.")
async def _ok(exchange: Exchange) -> None:
    await exchange.answer()


@_fault("refuse-400", "A stream is refused with a 400 that names the parameter `stream`.")
async def _refuse_400(exchange: Exchange) -> None:
    message = (
        "Unsupported value: 'stream' does not support true with this model. "
        "Supported values are: false."
    )
    await _refuse(exchange, 400, error(message, param="stream", code="unsupported_value"))


@_fault("refuse-500", "A stream is refused with a bare 500 that gives no reason.")
async def _refuse_500(exchange: Exchange) -> None:
    await exchange.send(500, "text/plain", "Internal Server Error")


@_fault("refuse-403", "A stream is refused with a 403: a policy does not permit it.")
async def _refuse_403(exchange: Exchange) -> None:
    message = "Streaming responses are not permitted by the policy of this gateway."
    body = error(message, kind="permission_error", code="OperationNotPermitted")
    await _refuse(exchange, 403, body)


@_fault("json", "A stream is answered with one complete JSON body.")
async def _json(exchange: Exchange) -> None:
    await exchange.send_whole()


@_fault("html", "A stream is answered with an HTML page and status 200.")
async def _html(exchange: Exchange) -> None:
    page = "<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>"
    await exchange.send(200, "text/html; charset=utf-8", page)


@_fault("empty", "A stream is opened and closed without an event.")
async def _empty(exchange: Exchange) -> None:
    await exchange.open_stream()


@_fault("done-only", "A stream holds nothing but `[DONE]`.")
async def _done_only(exchange: Exchange) -> None:
    await exchange.open_stream()
    await exchange.send_event(DONE)


@_fault("no-stream-options", "A stream is refused if the request has `stream_options`.")
async def _no_stream_options(exchange: Exchange) -> None:
    if "stream_options" in exchange.asked.body:
        # Azure's older API versions name it in the text alone and leave `param` empty.
        message = "Unrecognized request argument supplied: stream_options"
        await _refuse(exchange, 400, error(message))
    else:
        await exchange.answer()


@_fault("cut", "A stream breaks off after a few chunks: the connection is closed.")
async def _cut(exchange: Exchange) -> None:
    await _begin(exchange)
    exchange.cut()


@_fault("cut-clean", "A stream ends early, with no finish reason and no `[DONE]`.")
async def _begin(exchange: Exchange) -> None:
    plan = script(exchange.asked)
    await exchange.open_stream()
    for payload in (*plan.opening, *plan.content[:CUT_AFTER]):
        await exchange.send_event(payload)


@_fault("error-frame", "A stream holds an error event before any content.")
async def _error_frame(exchange: Exchange) -> None:
    message = "The server had an error while processing your request."
    await exchange.open_stream()
    await exchange.send_event(error(message, kind="server_error"))


@_fault("hang", "A stream is accepted, and nothing is ever sent.")
async def _hang(exchange: Exchange) -> None:
    await exchange.until_client_leaves()


@_fault("hang-mid", "A stream holds a few chunks, and then nothing more is ever sent.")
async def _hang_mid(exchange: Exchange) -> None:
    await _begin(exchange)
    await exchange.until_client_leaves()


@_fault("slow", "A stream pauses before each chunk, the first one included.")
async def _slow(exchange: Exchange) -> None:
    await exchange.stream(pause=exchange.pause)


@_fault("stream-only", "A plain request is refused: only streams are supported.", Scope.PLAIN)
async def _stream_only(exchange: Exchange) -> None:
    message = (
        "This model only supports stream mode, "
        "please enable the stream parameter to access the model."
    )
    await _refuse(exchange, 400, error(message, code="invalid_parameter_error"))


@_fault("unauthorized", "Every request is refused with a 401.", Scope.EVERY)
async def _unauthorized(exchange: Exchange) -> None:
    await _refuse(exchange, 401, error("Incorrect API key provided.", code="invalid_api_key"))


@_fault("rate-limited", "Every request is refused with a 429 and `Retry-After`.", Scope.EVERY)
async def _rate_limited(exchange: Exchange) -> None:
    body = error("Rate limit reached for requests.", kind="requests", code="rate_limit_exceeded")
    await exchange.send(429, "application/json", body, {"Retry-After": str(RETRY_AFTER)})


@_fault("down", "Every request is answered with a bare 500.", Scope.EVERY)
async def _down(exchange: Exchange) -> None:
    await _refuse_500(exchange)


async def _refuse(exchange: Exchange, status: int, body: str) -> None:
    await exchange.send(status, "application/json", body)


FAULTS: Mapping[str, Fault] = MappingProxyType(_faults)
"""Every fault by its name, in the order in which help texts list them."""
