"""How one reply is fetched: the heart of the extension.

`deliver` yields the parts of a reply. In `on` and `off` there is one way and no choice; `auto`
climbs the ladder (`ladder.py`), or starts with the plain request that is known to work.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from ..capability.record import Capability, Evidence, Finding
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.next_step import NextStep, next_step
from ..modes import UNLIMITED, Delivery, Mode, Timeouts
from .completeness import conclude, failure_behind, whole
from .idle_timeout import IdleTimeout
from .ladder import Learn, climb
from .plain_request import PlainRequest
from .reply import Part, Reply, Spoken


def first_delivery(mode: Mode, known: Capability | None) -> Delivery:
    """What the next reply starts with; `known` counts in `auto` only."""
    if mode is Mode.OFF:
        return Delivery.PLAIN
    if mode is Mode.AUTO and known is not None:
        return known.delivery
    return Delivery.STREAM


def deliver(
    reply: Reply[Part],
    mode: Mode,
    known: Capability | None,
    learn: Learn,
    timeouts: Timeouts = UNLIMITED,
) -> AsyncGenerator[Part, None]:
    """Yield the parts of the reply.

    `known` is what is relied upon about the target, if anything. Raises whatever the client
    library raises for the last request that was made, and a `ReplyFailure` for what the library
    takes for an answer and is none.
    """
    if mode is Mode.OFF:
        return _deliver_whole(reply, timeouts)
    if mode is Mode.ON:
        return _deliver_stream(reply, timeouts)
    if known and known.delivery is Delivery.PLAIN:
        return _deliver_plain(reply, learn, timeouts)
    return climb(reply, known, learn, timeouts)


async def _deliver_whole(reply: Reply[Part], timeouts: Timeouts) -> AsyncGenerator[Part, None]:
    parts, _ = whole(reply, await PlainRequest(reply, timeouts).answer())
    for part in parts:
        await reply.announce(part)
        yield part


async def collect(reply: Reply[Part], timeouts: Timeouts) -> list[Part]:
    """The parts of a stream, for a caller that asked for a whole answer and gets none."""
    async with aclosing(_deliver_stream(reply, timeouts)) as parts:
        return [part async for part in parts]


async def _deliver_stream(reply: Reply[Part], timeouts: Timeouts) -> AsyncGenerator[Part, None]:
    """The stream as the library makes it. What it takes for an answer, and is none, fails."""
    spoken = Spoken()
    begun = False
    timeout = IdleTimeout(timeouts.silence, lambda: reply.reception.heard_at)
    parts = timeout.parts(reply.stream(options=True, retries=True))
    try:
        async for part in parts:
            begun = spoken.anything or spoken.note(reply, part)
            yield part
    except Exception as error:
        failure = failure_behind(error, reply.reception.settled(), begun=begun)
        if failure is error:
            raise
        if failure is not None:
            raise failure from error
    finally:
        await parts.aclose()
    for part in conclude(reply, spoken):
        await reply.announce(part)
        yield part


async def _deliver_plain(
    reply: Reply[Part], learn: Learn, timeouts: Timeouts
) -> AsyncGenerator[Part, None]:
    """A plain request, unless the endpoint turns out to take streams only."""
    try:
        part = await PlainRequest(reply, timeouts).answer()
    except Exception as error:
        if (
            next_step(evidence_of(error, Phase.PLAIN_REQUEST, reply.exchange))
            is not NextStep.NEEDS_STREAM
        ):
            raise
    else:
        shown, _ = whole(reply, part)
        for each in shown:
            await reply.announce(each)
            yield each
        return
    learned = False
    async with aclosing(_deliver_stream(reply, timeouts)) as parts:
        async for part in parts:
            if not learned and reply.speaks(part):
                learned = True
                learn(Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED))
            yield part
