"""One request being answered: the verbs a fault has at hand, and the count of what was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler

from .gate import Gate
from .pace import Pace
from .protocol import DONE, CompletionRequest, event, script, whole

_LOOK = 0.005
"""Seconds between two looks at the pace, which may be changed from another thread."""


class ClientGoneError(Exception):
    """The client closed the connection before the reply was complete."""


class Exchange:
    """A completion request and the connection its reply goes to.

    Every verb raises `ClientGoneError` when there is nobody left to answer.
    """

    def __init__(
        self, handler: RequestHandler, asked: CompletionRequest, pace: Pace, strike: int = 0
    ) -> None:
        """`pace` is that of the faults that are slow.

        `strike`: which one it is of the requests on which the fault in force acts, from 1 on.
        """
        self._handler = handler
        self._gone = asyncio.Event()
        self._cut = False
        self.asked = asked
        self.pace = pace
        self.strike = strike
        self.status: int | None = None
        self.chunks = 0

    def client_left(self) -> None:
        """Tell the exchange that the connection was closed from the other side."""
        self._gone.set()

    async def answer(self) -> None:
        """Answer well: with a stream if one was asked for, else with a whole body."""
        await (self.stream() if self.asked.stream else self.send_whole())

    async def send_whole(self) -> None:
        """A complete JSON completion, whatever was asked for."""
        await self.silence(self.asked.answer().wait)
        await self.send(200, "application/json", json.dumps(whole(self.asked), ensure_ascii=False))

    async def stream(self, *, slowly: bool = False) -> None:
        """A complete stream; `slowly`: with a pause before each chunk, and as `pace` lets them."""
        plan = script(self.asked)
        await self.silence(self.asked.answer().wait)
        await self.open_stream()
        for payload in (*plan.opening, *plan.content, *plan.closing):
            if slowly:
                await self.silence(self.pace.pause)
                await self.turn()
            await self.send_event(payload)

    async def send(
        self, status: int, content_type: str, body: str, headers: dict[str, str] | None = None
    ) -> None:
        """A whole HTTP reply."""
        self._start(status, content_type)
        for name, value in (headers or {}).items():
            self._handler.set_header(name, value)
        self._handler.write(body)

    async def open_stream(self, content_type: str = "text/event-stream; charset=utf-8") -> None:
        """The head of an event stream, sent at once."""
        self._start(200, content_type)
        self._handler.set_header("Cache-Control", "no-cache")
        await self._flush()

    async def send_event(self, payload: str) -> None:
        """One server-sent event, sent at once unless it is the last."""
        self._handler.write(event(payload))
        if payload != DONE:
            await self._flush()
            self.chunks += 1

    async def send_line(self, payload: str) -> None:
        """One line in place of an event, sent at once."""
        self._handler.write(f"{payload}\n")
        await self._flush()
        self.chunks += 1

    async def send_events(self, payloads: Iterable[str]) -> None:
        """The rest of the server-sent events, sent together when the reply is concluded."""
        for payload in payloads:
            self._handler.write(event(payload))
            self.chunks += payload != DONE

    def cut(self) -> None:
        """Let the connection be closed where the reply should go on."""
        self._cut = True

    def conclude(self) -> None:
        """Let the client see how the reply ends; its last bytes wait for this."""
        if self._cut:
            self._handler.detach().close()
        else:
            self._handler.finish()

    async def silence(self, seconds: float) -> None:
        """Send nothing for so long."""
        if seconds > 0:
            await self._wait(seconds)
            self.pace.keep(seconds)

    async def turn(self) -> None:
        """Send nothing until one more chunk is let through."""
        while not self.pace.take():
            await self._wait(_LOOK)

    async def pass_through(self, gate: Gate) -> None:
        """Send nothing while it is shut."""
        if gate.is_open:
            return
        waits = [asyncio.ensure_future(each) for each in (gate.passed(), self._gone.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if self._gone.is_set():
            raise ClientGoneError

    async def until_client_leaves(self) -> None:
        """Send nothing, ever."""
        await self._gone.wait()
        raise ClientGoneError

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._gone.wait(), seconds)
        except (asyncio.TimeoutError, TimeoutError):
            return
        raise ClientGoneError

    def _start(self, status: int, content_type: str) -> None:
        self.status = status
        self._handler.set_status(status)
        self._handler.set_header("Content-Type", content_type)

    async def _flush(self) -> None:
        try:
            await self._handler.flush()
        except StreamClosedError as error:
            raise ClientGoneError from error
        if self._gone.is_set():
            raise ClientGoneError
