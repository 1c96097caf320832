"""The four requests: plain and stream, by ourselves and by the model that Jupyter AI makes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from contextlib import aclosing
from typing import Any
from urllib.parse import quote

import httpx

from ...jupyter_ai.connection import Protocol
from ...language import say
from ...models.dialects import dialect_of
from ...streaming.failures import StreamSilent
from ...wire.requester import Call, making
from ..exchange import Asker, RequestKind
from ..result import CheckFinding, skipped
from ..subject import Subject
from .judgement import Attempt, exchange_of_attempt, finding_of
from .observation import Observation, observing

QUESTION = "Count from 1 to 20, in digits, with blanks between."
"""Short, and its answer long enough to be seen streaming."""
LIMIT = 60.0
"""Seconds that a request may take."""

_TOOL = {
    "type": "function",
    "function": {
        "name": "look_up",
        "description": "Looks something up. Not needed to count.",
        "parameters": {"type": "object", "properties": {"text": {"type": "string"}}},
    },
}


def requests_of(subject: Subject) -> int:
    """How many requests a live check sends."""
    if subject.connection is None:
        return 0
    return 2 if subject.connection.protocol is None else 4


async def direct_plain(subject: Subject) -> CheckFinding:
    """Bare HTTP, for a whole answer. Whether the key counts is seen here."""
    return await _directly(subject, RequestKind.PLAIN)


async def direct_stream(subject: Subject) -> CheckFinding:
    """Bare HTTP, for a stream."""
    return await _directly(subject, RequestKind.STREAM)


async def framework_plain(subject: Subject) -> CheckFinding:
    """Jupyter AI's model, for a whole answer."""
    return await _through_jupyter_ai(subject, RequestKind.PLAIN)


async def framework_stream(subject: Subject) -> CheckFinding:
    """Jupyter AI's model, for a stream."""
    return await _through_jupyter_ai(subject, RequestKind.STREAM)


async def _directly(subject: Subject, kind: RequestKind) -> CheckFinding:
    connection, address = subject.connection, subject.address
    if connection is None or connection.protocol is None or address is None:
        return skipped(say("How this endpoint is spoken to is known to its client library alone."))
    azure = connection.protocol is Protocol.AZURE
    model = connection.target.model
    params: dict[str, str] = {}
    url = f"{address.url}/chat/completions"
    if azure and not address.v1:
        root = address.url.removesuffix("/openai")
        url = f"{root}/openai/deployments/{quote(model, safe='')}/chat/completions"
        version = subject.api_version or address.version
        params = {"api-version": version} if version else {}
    key = subject.key or ""
    body = {
        "model": model,
        "messages": [{"role": "user", "content": QUESTION}],
        "stream": kind is RequestKind.STREAM,
    }

    async def ask() -> str:
        headers = {"api-key": key} if azure else {"authorization": f"Bearer {key}"}
        async with (
            httpx.AsyncClient(timeout=LIMIT, follow_redirects=False) as client,
            client.stream("POST", url, params=params, json=body, headers=headers) as response,
        ):
            async for _ in response.aiter_raw():
                pass  # it is observed on its way in
        return ""

    return await _asked(subject, kind, Asker.DIRECT, ask())


async def _through_jupyter_ai(subject: Subject, kind: RequestKind) -> CheckFinding:
    connection = subject.connection
    if connection is None or subject.model is None:
        return skipped(say("There is no model to ask."))
    dialect = dialect_of(type(subject.model))
    kwargs: dict[str, Any] = {"tools": [_TOOL]} if connection.tools else {}
    model, kwargs = dialect.without_retries(subject.model, kwargs)

    async def ask() -> str:
        if kind is RequestKind.PLAIN:
            whole, call = dialect.plain(model, kwargs)
            return _said(await whole.ainvoke(QUESTION, **call))
        said = ""
        async with aclosing(model.astream(QUESTION, **kwargs)) as parts:
            async for part in parts:
                said += _said(part)
        return said

    return await _asked(subject, kind, Asker.FRAMEWORK, ask())


async def _asked(
    subject: Subject, kind: RequestKind, by: Asker, answer: Coroutine[Any, Any, str]
) -> CheckFinding:
    """Ask, and keep what was seen in `subject.exchanges`."""
    host = subject.address.host if subject.address else None
    target = subject.connection.target if subject.connection else None
    observation, said = Observation(host), ""
    error: Exception | None = None
    try:
        with observing(observation), making(Call(target)):
            said = await asyncio.wait_for(answer, LIMIT)
    except asyncio.TimeoutError as late:
        error = StreamSilent(LIMIT) if kind is RequestKind.STREAM else late
    except Exception as raised:  # noqa: BLE001  # whatever client libraries raise is the finding
        error = raised
    observation.end()
    exchange = exchange_of_attempt(Attempt(kind, by, observation, said, error), subject)
    subject.exchanges.append(exchange)
    return finding_of(exchange)


def _said(part: Any) -> str:
    """Text of a chunk, of a message, or of a completion; a call of a tool counts as said."""
    content = getattr(part, "content", part) or ""
    text = content if isinstance(content, str) else json.dumps(content, default=str)
    calls = getattr(part, "tool_calls", None) or getattr(part, "tool_call_chunks", None)
    return f"{text}{json.dumps(calls, default=str)}" if calls else text
