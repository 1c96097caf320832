"""What a listener is told of a call: how it ended, and when, by the clock of the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.models.told import Outcome, is_fallback, told
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target
from tests.bare.streaming.virtual_time import virtual_time

TARGET = Target("azure", "gpt-4o")


@dataclass
class Heard:
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def replied(
        self,
        target: Target,
        delivery: Delivery,
        outcome: Outcome,
        *,
        first: float | None,
        total: float,
    ) -> None:
        assert target is TARGET
        self.calls.append((delivery, outcome, first, total))

    def fell_back(self, target: Target, evidence: Evidence) -> None: ...

    def failed(self, target: Target, diagnosis: str) -> None: ...


class Reply:
    """Parts that are empty say nothing."""

    target: Target | None = TARGET
    plainly: bool | None = False
    options = True

    def speaks(self, part: Any) -> bool:
        return bool(part)


async def parts(
    reply: Reply, heard: Heard | None, *, fails: bool = False
) -> AsyncGenerator[str, None]:
    with told(reply, heard) as saw:
        for part in ("", "a", "b"):
            await asyncio.sleep(1)
            saw(part)
            yield part
        if fails:
            raise ValueError
        await asyncio.sleep(1)


@virtual_time
async def test_an_answer_has_both_its_times() -> None:
    heard = Heard()
    assert [part async for part in parts(Reply(), heard)] == ["", "a", "b"]
    assert heard.calls == [(Delivery.STREAM, Outcome.ANSWERED, 2.0, 4.0)]


@virtual_time
async def test_a_failure_is_one_however_much_came_before() -> None:
    heard, reply = Heard(), Reply()
    reply.options = False
    with pytest.raises(ValueError, match=r"^$"):
        _ = [part async for part in parts(reply, heard, fails=True)]
    assert heard.calls == [(Delivery.STREAM_WITHOUT_OPTIONS, Outcome.FAILED, 2.0, 3.0)]


@virtual_time
async def test_whoever_reads_on_no_further_has_stopped_it() -> None:
    heard = Heard()
    async with aclosing(parts(Reply(), heard)) as read:
        await anext(read)
    assert heard.calls == [(Delivery.STREAM, Outcome.STOPPED, None, 1.0)]


@virtual_time
async def test_a_task_that_is_cancelled_was_stopped() -> None:
    heard, reply = Heard(), Reply()
    reply.plainly = True
    task = asyncio.ensure_future(anext(parts(reply, heard)))
    await asyncio.sleep(0.5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard.calls == [(Delivery.PLAIN, Outcome.STOPPED, None, 0.5)]


@virtual_time
async def test_a_whole_answer_is_seen_at_its_end() -> None:
    heard, reply = Heard(), Reply()
    reply.plainly = True
    with told(reply, heard, at_once=True):
        await asyncio.sleep(3)
    assert heard.calls == [(Delivery.PLAIN, Outcome.ANSWERED, 3.0, 3.0)]


@virtual_time
async def test_what_nobody_listens_to_or_has_no_target_is_not_told() -> None:
    heard, reply = Heard(), Reply()
    assert [part async for part in parts(reply, None)] == ["", "a", "b"]
    reply.target = None
    assert [part async for part in parts(reply, heard)] == ["", "a", "b"]
    assert heard.calls == []


def known(delivery: Delivery) -> Capability:
    return Capability(delivery, Evidence.REFUSED, 0, 0, 0)


@pytest.mark.parametrize(
    ("before", "delivery", "evidence", "expected"),
    [
        (None, Delivery.STREAM, Evidence.STREAM_WORKED, False),
        (None, Delivery.PLAIN, Evidence.REFUSED, True),
        (None, Delivery.PLAIN, Evidence.ANSWERED_WHOLE, True),
        (Delivery.STREAM, Delivery.PLAIN, Evidence.FAILED, True),
        (Delivery.STREAM_WITHOUT_OPTIONS, Delivery.PLAIN, Evidence.REFUSED, True),
        # Asked for in the way that is known to work, and found to work again.
        (Delivery.STREAM_WITHOUT_OPTIONS, Delivery.STREAM_WITHOUT_OPTIONS, Evidence.REFUSED, False),
        (Delivery.STREAM, Delivery.STREAM, Evidence.STREAM_REQUIRED, False),
        (Delivery.PLAIN, Delivery.STREAM, Evidence.STREAM_REQUIRED, True),
    ],
)
def test_a_fallback_is_another_way_than_the_first(
    before: Delivery | None, delivery: Delivery, evidence: Evidence, expected: bool
) -> None:
    found = Finding(delivery, evidence)
    assert is_fallback(known(before) if before else None, found) is expected
