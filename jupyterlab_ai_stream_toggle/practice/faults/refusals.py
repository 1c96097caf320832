"""Endpoints that refuse streams, or refuse everything but streams."""

from __future__ import annotations

import json

from ..exchange import Exchange
from ..protocol import error
from .registry import Scope, fault


@fault("refuse-400", "Streaming is rejected with a 400 that names the parameter `stream`.")
async def _refuse_400(exchange: Exchange) -> None:
    message = (
        "Unsupported value: 'stream' does not support true with this model. "
        "Supported values are: false."
    )
    await _refuse(exchange, 400, error(message, param="stream", code="unsupported_value"))


@fault("refuse-500", "Streaming is rejected with a bare 500 that gives no reason.")
async def _refuse_500(exchange: Exchange) -> None:
    await exchange.send(500, "text/plain", "Internal Server Error")


@fault("flaky", "Streaming fails with a bare 500 the first time, and works later.")
async def _flaky(exchange: Exchange) -> None:
    await (_refuse_500(exchange) if exchange.strike == 1 else exchange.answer())


@fault("refuse-403", "Streaming is rejected with a 403: a policy does not permit it.")
async def _refuse_403(exchange: Exchange) -> None:
    message = "Streaming responses are not permitted by the policy of this gateway."
    body = error(message, kind="permission_error", code="OperationNotPermitted")
    await _refuse(exchange, 403, body)


@fault("no-stream-options", "Streaming is rejected if the request has `stream_options`.")
async def _no_stream_options(exchange: Exchange) -> None:
    if "stream_options" in exchange.asked.body:
        # Azure's older API versions name it in the text alone and leave `param` empty.
        message = "Unrecognized request argument supplied: stream_options"
        await _refuse(exchange, 400, error(message))
    else:
        await exchange.answer()


@fault("refuse-nested", "Streaming is rejected with a 422 that names the field as FastAPI does.")
async def _refuse_nested(exchange: Exchange) -> None:
    problem = {"type": "literal_error", "loc": ["body", "stream"], "msg": "Input should be False"}
    await _refuse(exchange, 422, json.dumps({"detail": [{**problem, "input": True}]}))


@fault("refuse-foreign", "Streaming is rejected with a 400 in a language other than English.")
async def _refuse_foreign(exchange: Exchange) -> None:
    message = "Dieses Modell kann nur ganze Antworten geben, Streaming ist nicht vorgesehen."
    await exchange.send(400, "text/plain; charset=utf-8", message)


@fault("refuse-packed", "Streaming is rejected; a gateway wraps the error as text in its own.")
async def _refuse_packed(exchange: Exchange) -> None:
    inner = {"error": {"message": "not allowed", "param": "stream", "code": "unsupported_value"}}
    await _refuse(exchange, 400, error(f"upstream answered 400 - {inner}", kind="gateway_error"))


@fault("no-stream-tools", "Streaming is rejected only if tools are offered with it.")
async def _no_stream_tools(exchange: Exchange) -> None:
    if exchange.asked.body.get("tools"):
        message = "Tools cannot be used together with streaming."
        await _refuse(exchange, 400, error(message))
    else:
        await exchange.answer()


@fault(
    "stream-only", "Non-streaming requests are rejected: only streaming is supported.", Scope.PLAIN
)
async def _stream_only(exchange: Exchange) -> None:
    message = (
        "This model only supports stream mode, "
        "please enable the stream parameter to access the model."
    )
    await _refuse(exchange, 400, error(message, code="invalid_parameter_error"))


async def _refuse(exchange: Exchange, status: int, body: str) -> None:
    await exchange.send(status, "application/json", body)
