"""The ladder of `auto`: which way to ask next, until something of the answer has come.

The delivery may change until the *commit point*, the first part with content (text, reasoning or
a tool call): nothing of the reply was shown before it, so asking in another way cannot show
anything twice. After the commit point the delivery never changes.

    stream --refuses stream_options--> stream without options --+
       |                                                        |
       +--refused / failed untold / ended without content-------+--> one plain request
       |                                                        |
       +--no sign of an answer: a plain request beside it, -----+
          the first wins

Errors that a plain request would only repeat (key, quota, context length, network ...) are raised
as they are. A delivery is reported as working only after it brought content.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic

from ..capability.record import Capability, Evidence, Finding
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.exchange import Exchange
from ..diagnosis.next_step import NextStep, next_step
from ..diagnosis.refusal import is_refused
from ..modes import Delivery, Timeouts
from .completeness import conclude, failure_behind, whole
from .failures import EmptyReply, ErrorInReply, ReplyFailure, StreamSilent
from .hedge import Hedge
from .idle_timeout import IdleTimeout
from .plain_request import PlainRequest
from .reply import Aside, Part, Reply, Spoken

Learn = Callable[[Finding], None]
"""Called once at most, with the delivery that brought content."""


@dataclass(frozen=True)
class Failure:
    """Why a stream brought no content."""

    evidence: Evidence
    step: NextStep
    error: Exception


class _PlainAnswered(Exception):
    """The plain request beside a silent stream was answered."""


async def climb(
    reply: Reply[Part], known: Capability | None, learn: Learn, timeouts: Timeouts
) -> AsyncGenerator[Part, None]:
    """Yield the parts of a reply, from the top of the ladder or from where the target stands.

    `known` is what is relied upon about the target, if anything. Raises whatever the client
    library raises for the last request that was made, and a `ReplyFailure` for what the library
    takes for an answer and is none.
    """
    options = not (known and known.delivery is Delivery.STREAM_WITHOUT_OPTIONS)
    # An unproven stream may well be refused: the client library's retries would only delay that.
    proven = known is not None
    attempt: _Attempt[Part]
    plain = PlainRequest(reply, timeouts)
    hedge = Hedge(
        None if proven else timeouts.plain_after,
        plain.answer,
        answered=lambda: attempt.timeout.break_off(_PlainAnswered()),
        heard=lambda: reply.reception.seen or attempt.heard,
    )
    first: Failure | None = None

    async def committed() -> None:
        await hedge.stop()
        reply.plainly = False  # whatever was asked for beside it
        learn(_streamed(reply, options, first))

    async with hedge:
        while True:
            attempt = _Attempt(reply, timeouts)
            stream = reply.stream(options=options, retries=proven)
            parts = attempt.parts(stream, committed)
            try:
                async for part in parts:
                    yield part
            finally:
                await parts.aclose()
            failure = attempt.failure
            if failure is None:
                return
            first = first or failure
            if failure.step is not NextStep.STREAM_WITHOUT_OPTIONS or not options or hedge.started:
                break
            options = False
        if failure.step is NextStep.RAISE and not hedge.started:
            raise failure.error
        if isinstance(failure.error, StreamSilent):
            plain.lose_patience()
        if hedge.started:
            part = await hedge.answer()
        else:
            await hedge.stop()  # this one is the plain request
            part = await plain.answer()
    shown, said = _whole(reply, part, failure)
    if said:
        learn(Finding(Delivery.PLAIN, failure.evidence))
    for each in shown:
        await reply.announce(each)
        yield each


class _Attempt(Generic[Part]):
    """One stream: its parts from the commit point on, or why there are none."""

    def __init__(self, reply: Reply[Part], timeouts: Timeouts) -> None:
        self._reply = reply
        self.timeout = IdleTimeout(timeouts.silence, lambda: reply.reception.heard_at)
        self.failure: Failure | None = None
        """Once the stream has ended: why it brought nothing to show."""
        self.heard = False
        """Whether anything came: told by the client library, where the wire is not seen."""

    async def parts(
        self, stream: AsyncGenerator[Part, None], committed: Callable[[], Awaitable[None]]
    ) -> AsyncGenerator[Part, None]:
        """Read the stream, which is closed at the end."""
        reply, spoken = self._reply, Spoken()
        held: list[Part] = []
        begun = False
        parts = self.timeout.parts(stream)
        try:
            async for part in parts:
                self.heard = True
                shows = spoken.anything or spoken.note(reply, part)
                if begun:
                    yield part
                    continue
                held.append(part)
                if shows:
                    begun = True
                    await committed()
                    for each in held:
                        yield each
        except Exception as error:
            failure = failure_behind(error, reply.reception.settled(), begun=begun)
            if failure is not None and begun:
                raise failure from error
            if failure is not None:
                self.failure = await judge(failure, reply.reception.exchange, reply.aside)
                return
        finally:
            await parts.aclose()
        try:
            more = conclude(reply, spoken)
        except ReplyFailure as found:
            if begun:
                raise
            self.failure = await judge(found, reply.reception.exchange, reply.aside)
            return
        # What has no text, such as a refusal, would be no other if it were asked for plainly.
        for each in [] if begun else held:
            yield each
        for each in more:
            await reply.announce(each)
            yield each


def _whole(reply: Reply[Part], part: Part, failure: Failure) -> tuple[list[Part], bool]:
    """See `whole`; where the plain answer is empty, what the stream met says more."""
    try:
        return whole(reply, part)
    except EmptyReply as empty:
        if isinstance(failure.error, (EmptyReply, _PlainAnswered)):
            raise
        reply.plainly = False
        raise failure.error from empty


async def judge(error: Exception, exchange: Exchange, aside: Aside = asyncio.to_thread) -> Failure:
    """What `auto` makes of a stream that brought no content."""
    if isinstance(error, (_PlainAnswered, StreamSilent)):
        return Failure(Evidence.SILENT, NextStep.PLAIN_REQUEST, error)
    if isinstance(error, EmptyReply):
        return Failure(Evidence.ENDED_EMPTY, NextStep.PLAIN_REQUEST, error)
    if isinstance(error, ReplyFailure) and not isinstance(error, ErrorInReply):
        return Failure(Evidence.ENDED_EMPTY, NextStep.RAISE, error)  # it would be no other
    facts = evidence_of(error, Phase.BEFORE_CONTENT, exchange)
    if is_refused(facts):
        return Failure(Evidence.REFUSED, next_step(facts), error)
    # The first time it loads all that is known of failures.
    return Failure(Evidence.FAILED, await aside(next_step, facts), error)


def _streamed(reply: Reply[Part], options: bool, failure: Failure | None) -> Finding:
    if reply.reception.whole:
        return Finding(Delivery.PLAIN, Evidence.ANSWERED_WHOLE)
    if options:
        return Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
    evidence = failure.evidence if failure else Evidence.REFUSED
    return Finding(Delivery.STREAM_WITHOUT_OPTIONS, evidence)
