"""Replies whose every request is scripted, and their delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.diagnosis.exchange import Exchange
from jupyterlab_ai_stream_toggle.modes import UNLIMITED, Delivery, Mode, Timeouts
from jupyterlab_ai_stream_toggle.streaming.deliver import deliver
from jupyterlab_ai_stream_toggle.streaming.reply import Reception

STREAM = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
PLAIN = Finding(Delivery.PLAIN, Evidence.REFUSED)
NO_OPTIONS = Finding(Delivery.STREAM_WITHOUT_OPTIONS, Evidence.REFUSED)


def relied_upon(finding: Finding) -> Capability:
    return Capability(finding.delivery, finding.evidence, 0, 0, 0)


FILTERED = "<end>content_filter"
STOPPED = "<end>stop"
USED_UP = "<end>length"


class Refused(Exception):
    status_code = 400
    body = {"message": "Unsupported value", "param": "stream", "code": "unsupported_value"}


class OptionsRefused(Exception):
    status_code = 400
    body = {"message": "Unknown parameter", "param": "stream_options"}


class Unexplained(Exception):
    status_code = 500


class KeyRejected(Exception):
    status_code = 401
    body = {"message": "Incorrect API key. Streaming is fine."}


class StreamsOnly(Exception):
    status_code = 400
    body = {"message": "Set stream to true: this backend answers in no other way."}


class Script:
    """A reply whose requests go as written: parts to send, or an exception to raise."""

    def __init__(
        self,
        *,
        stream: list[str | Exception] | None = None,
        without_options: list[str | Exception] | None = None,
        plain: str | Exception = "whole",
        reception: Reception | None = None,
    ) -> None:
        self._stream = stream or []
        self._without_options = without_options
        self._plain = plain
        self.asked: list[str] = []
        self.announced: list[str] = []
        self.closed = 0
        self.reception = reception or Reception()
        self.marks_end: bool | None = None
        self.plainly: bool | None = None
        self.after_tool = False
        self.plain_heard_at: float | None = None

    @property
    def exchange(self) -> Exchange:
        return self.reception.exchange

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[str, None]:
        self.asked.append(f"{'stream' if options else 'without'}{' retrying' if retries else ''}")
        script = self._stream if options or self._without_options is None else self._without_options
        try:
            for part in script:
                if isinstance(part, Exception):
                    raise part
                yield part
        finally:
            self.closed += 1

    async def plain(self) -> str:
        self.asked.append("plain")
        if isinstance(self._plain, Exception):
            raise self._plain
        return self._plain

    async def aside(self, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.to_thread(function, *args)

    async def announce(self, part: str) -> None:
        self.announced.append(part)

    def speaks(self, part: str) -> bool:
        return bool(part) and not part.startswith("<")

    def reasoning(self, part: str) -> str:
        return part.removeprefix("<think>") if part.startswith("<think>") else ""

    def refusal(self, part: str) -> str:
        return part.removeprefix("<refusal>") if part.startswith("<refusal>") else ""

    def reason(self, part: str) -> str | None:
        return part.removeprefix("<end>") if part.startswith("<end>") else None

    def text(self, text: str) -> str:
        return text

    def may_be_empty(self) -> bool:
        return self.after_tool


async def run(
    script: Script,
    mode: Mode = Mode.AUTO,
    known: Finding | None = None,
    timeouts: Timeouts = UNLIMITED,
) -> tuple[list[str], list[Finding]]:
    learned: list[Finding] = []
    record = relied_upon(known) if known else None
    async with aclosing(deliver(script, mode, record, learned.append, timeouts)) as parts:
        return [part async for part in parts], learned
