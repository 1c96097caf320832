"""A request that we make ourselves, over bare HTTP, in the format of OpenAI's chat completions.

What comes is judged by what judges the replies of chats, so it is a reply as theirs are.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from ...diagnosis.exchange import Exchange
from ...jupyter_ai.connection import Connection, Protocol
from ...streaming.failures import ErrorInReply
from ...streaming.reply import Reception
from ...target import Target
from ...wire.events import Event, Lines
from ...wire.marks import error_in
from ...wire.requester import Call, making
from ..address import Address
from .parameters import configured

Choice = dict[str, Any]
"""A choice of a completion, or of a chunk of one."""


@dataclass(frozen=True)
class BareRequest:
    """Where it goes, and what it carries; the values are as they are configured."""

    url: str = field(repr=False)
    params: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    body: dict[str, Any] = field(repr=False)
    left_out: tuple[str, ...] = ()
    """Names of parameters that are configured and not sent."""


def bare_request(
    connection: Connection, address: Address, key: str, version: str | None, question: str
) -> BareRequest:
    """The request for these settings. Raises what making the model's arguments raises."""
    azure = connection.protocol is Protocol.AZURE
    model = connection.target.model
    more = configured(connection.arguments())
    url = f"{address.url}/chat/completions"
    params = dict(more.query)
    if azure and not address.v1:
        root = address.url.removesuffix("/openai")
        url = f"{root}/openai/deployments/{quote(model, safe='')}/chat/completions"
        if version:
            params["api-version"] = version
    headers = httpx.Headers({"api-key": key} if azure else {"authorization": f"Bearer {key}"})
    headers.update(more.headers)
    body = {**more.body, "model": model, "messages": [{"role": "user", "content": question}]}
    return BareRequest(url, params, dict(headers), body, more.left_out)


class BareReply:
    """See `Reply`. The parts are choices."""

    marks_end: bool | None = None
    plainly: bool | None = None

    def __init__(self, request: BareRequest, target: Target, limit: float) -> None:
        """`limit` is how many seconds it may take."""
        self.reception = Reception()
        self._request = request
        self._target = target
        self._limit = limit
        self._plain_exchange = Exchange()

    @property
    def exchange(self) -> Exchange:
        """See `Reply.exchange`."""
        return self._plain_exchange if self.plainly else self.reception.settled().exchange

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Choice, None]:  # noqa: ARG002  # it has neither
        """See `Reply.stream`."""
        self.plainly = False
        with making(Call(self._target, self.reception.exchange, self.reception)):
            async with self._answer(stream=True) as response:
                lines = Lines()
                async for piece in response.aiter_bytes():
                    for event in lines.split(piece):
                        for choice in _choices(event):
                            yield choice
                if rest := lines.rest():
                    for choice in _choices(rest):
                        yield choice

    @property
    def plain_heard_at(self) -> float | None:
        """See `Reply.plain_heard_at`."""
        return self._plain_exchange.heard_at

    async def plain(self) -> Choice:
        """See `Reply.plain`."""
        self.plainly = True
        with making(Call(self._target, self._plain_exchange)):
            async with self._answer(stream=False) as response:
                value = json.loads(await response.aread())
        if isinstance(value, dict) and not value.get("choices") and (error := error_in(value)):
            raise ErrorInReply(error)
        return next(iter(_objects(value)), {})

    @asynccontextmanager
    async def _answer(self, *, stream: bool) -> AsyncIterator[httpx.Response]:
        sent = self._request
        async with (
            httpx.AsyncClient(timeout=self._limit) as client,
            client.stream(
                "POST",
                sent.url,
                params=sent.params,
                headers=sent.headers,
                json={**sent.body, "stream": stream},
            ) as response,
        ):
            if not response.is_success:
                await response.aread()
                response.raise_for_status()
            yield response

    async def aside(self, function: Callable[..., Any], *args: Any) -> Any:
        """See `Reply.aside`."""
        return await asyncio.to_thread(function, *args)

    async def announce(self, part: Choice) -> None:
        """See `Reply.announce`. Nobody listens."""

    def speaks(self, part: Choice) -> bool:
        """See `Reply.speaks`."""
        said = _said(part)
        return bool(said.get("content") or said.get("tool_calls") or part.get("text"))

    def reasoning(self, part: Choice) -> str:
        """See `Reply.reasoning`."""
        said = _said(part)
        return str(said.get("reasoning_content") or said.get("reasoning") or "")

    def refusal(self, part: Choice) -> str:
        """See `Reply.refusal`."""
        return str(_said(part).get("refusal") or "")

    def reason(self, part: Choice) -> str | None:
        """See `Reply.reason`."""
        return part.get("finish_reason")

    def text(self, text: str) -> Choice:
        """See `Reply.text`."""
        return {"delta": {"content": text}}

    def may_be_empty(self) -> bool:
        """See `Reply.may_be_empty`: it is a question."""
        return False


def text_of(part: Any) -> str:
    """The text of a part, of ours or of LangChain's."""
    text = (_said(part).get("content") or part.get("text")) if isinstance(part, dict) else part.text
    return text if isinstance(text, str) else ""


def _said(part: Choice) -> dict[str, Any]:
    said = part.get("delta") or part.get("message")
    return said if isinstance(said, dict) else {}


def _choices(event: Event) -> list[Choice]:
    try:
        return _objects(json.loads(event.data))
    except (ValueError, RecursionError):
        return []  # what it means is followed on the wire


def _objects(value: Any) -> list[Choice]:
    choices = value.get("choices") if isinstance(value, dict) else None
    return [each for each in choices or [] if isinstance(each, dict)]
