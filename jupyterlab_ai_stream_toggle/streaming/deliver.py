"""How one reply is fetched: the heart of the extension.

`deliver` yields the parts of a reply. In `on` and `off` there is one way and no choice. In `auto`
the delivery may change until the *commit point*, the first part with content (text, reasoning or
a tool call): nothing of the reply was shown before it, so asking in another way cannot show
anything twice. After the commit point the delivery never changes.

    stream --refuses stream_options--> stream without options --+
       |                                                        |
       +--refused / failed untold / ended without content-------+--> one plain request
       |                                                        |         |
       +--silent: a plain request beside it, the first wins-----+         +--takes streams only-->
                                                                             a stream, collected

Errors that a plain request would only repeat (key, quota, context length, network ...) are raised
as they are. A delivery is reported as working only after it brought content.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from ..capability.record import Capability, Evidence, Finding
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.next_step import NextStep, Verdict, next_step, verdict
from ..modes import UNLIMITED, Delivery, Mode, Patience
from .beside import PlainBeside
from .failures import EmptyReply, PageInsteadOfReply, StreamInterrupted, StreamSilent
from .hearing import Hearing
from .reply import Ending, Part, Reply

Learn = Callable[[Finding], None]
"""Called once at most, with the delivery that brought content in `auto`."""


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
    patience: Patience = UNLIMITED,
) -> AsyncGenerator[Part, None]:
    """Yield the parts of the reply.

    `known` is what is relied upon about the target, if anything. Raises whatever the client
    library raises for the last request that was made, and a `ReplyFailure` for what the library
    takes for an answer and is none.
    """
    if mode is Mode.OFF:
        return _deliver_whole(reply)
    if mode is Mode.ON:
        return _deliver_stream(reply, patience)
    if known and known.delivery is Delivery.PLAIN:
        return _deliver_plain(reply, learn, patience)
    return _deliver_auto(reply, known, learn, patience)


async def _deliver_whole(reply: Reply[Part]) -> AsyncGenerator[Part, None]:
    yield await _announced(reply, await reply.plain())


async def _deliver_stream(reply: Reply[Part], patience: Patience) -> AsyncGenerator[Part, None]:
    """The stream as the library makes it. What it takes for an answer, and is none, fails."""
    said = False
    hearing = Hearing(patience.silence)
    async with aclosing(hearing.parts(reply.stream(options=True, retries=True))) as parts:
        try:
            async for part in parts:
                said = said or reply.has_content(part) or reply.finished(part)
                yield part
        except Exception as error:
            if said:
                raise _interrupted(error) from error
            raise
    _require_complete(reply, said)


async def _deliver_plain(
    reply: Reply[Part], learn: Learn, patience: Patience
) -> AsyncGenerator[Part, None]:
    """A plain request, unless the endpoint turns out to take streams only."""
    try:
        part = await reply.plain()
    except Exception as error:
        if next_step(evidence_of(error, Phase.PLAIN_REQUEST)) is not NextStep.NEEDS_STREAM:
            raise
    else:
        yield await _announced(reply, part)
        return
    learned = False
    async with aclosing(_deliver_stream(reply, patience)) as parts:
        async for part in parts:
            if not learned and reply.has_content(part):
                learned = True
                learn(Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED))
            yield part


@dataclass(frozen=True)
class _Failure:
    """Why a stream brought no content."""

    evidence: Evidence
    step: NextStep
    error: Exception | None = None


class _PlainAnswered(Exception):
    """The plain request beside a silent stream was answered."""


async def _deliver_auto(  # noqa: PLR0912  # the ladder is one thing, and reads best in one piece
    reply: Reply[Part], known: Capability | None, learn: Learn, patience: Patience
) -> AsyncGenerator[Part, None]:
    """The ladder, from the top or from where the target is known to stand."""
    options = not (known and known.delivery is Delivery.STREAM_WITHOUT_OPTIONS)
    # An unproven stream may well be refused: the client library's retries would only delay that.
    proven = known is not None
    hearing = Hearing(patience.silence)
    beside = PlainBeside(
        None if proven else patience.plain_after,
        reply.plain,
        answered=lambda: hearing.break_off(_PlainAnswered()),
    )
    failure: _Failure | None = None
    first: _Failure | None = None
    async with beside:
        while True:
            held: list[Part] = []
            committed = False
            stream = reply.stream(options=options, retries=proven)
            async with aclosing(hearing.parts(stream)) as parts:
                try:
                    async for part in parts:
                        if committed:
                            yield part
                            continue
                        held.append(part)
                        if reply.has_content(part):
                            committed = True
                            await beside.stop()
                            learn(_streamed(reply, options, first))
                            for each in held:
                                yield each
                except Exception as error:
                    if committed:
                        raise _interrupted(error) from error
                    failure = _judge(error)
            if committed:
                _require_complete(reply, said=True)
                return
            if any(map(reply.finished, held)):
                # An answer without text, such as a filtered one: asked plainly it is no other.
                for each in held:
                    yield each
                return
            failure = failure or _ended_empty(reply)
            first = first or failure
            if failure.step is not NextStep.STREAM_WITHOUT_OPTIONS or not options or beside.started:
                break
            options, failure = False, None
            hearing = Hearing(patience.silence)

        if failure.step is NextStep.RAISE and failure.error and not beside.started:
            raise failure.error
        part = await (beside.answer() if beside.started else reply.plain())
    if reply.has_content(part):
        learn(Finding(Delivery.PLAIN, failure.evidence))
    yield await _announced(reply, part)


def _judge(error: Exception) -> _Failure:
    if isinstance(error, (_PlainAnswered, StreamSilent)):
        return _Failure(Evidence.SILENT, NextStep.PLAIN_REQUEST, error)
    facts = evidence_of(error, Phase.BEFORE_CONTENT)
    refused = verdict(facts) is Verdict.REFUSED
    return _Failure(Evidence.REFUSED if refused else Evidence.FAILED, next_step(facts), error)


def _ended_empty(reply: Reply[Part]) -> _Failure:
    if reply.reception.page:
        return _Failure(Evidence.ENDED_EMPTY, NextStep.RAISE, PageInsteadOfReply())
    return _Failure(Evidence.ENDED_EMPTY, NextStep.PLAIN_REQUEST)


def _streamed(reply: Reply[Part], options: bool, failure: _Failure | None) -> Finding:
    if reply.reception.whole:
        return Finding(Delivery.PLAIN, Evidence.ANSWERED_WHOLE)
    if options:
        return Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
    evidence = failure.evidence if failure else Evidence.REFUSED
    return Finding(Delivery.STREAM_WITHOUT_OPTIONS, evidence)


def _require_complete(reply: Reply[Part], said: bool) -> None:
    """Raise ReplyFailure for a stream that ended as if it were complete, and is not."""
    if said:
        if reply.reception.ending is Ending.CUT:
            raise StreamInterrupted("the endpoint ended the stream early")
    elif reply.reception.page:
        raise PageInsteadOfReply
    elif reply.reception.ending in (Ending.DONE, Ending.CUT):
        raise EmptyReply


def _interrupted(error: Exception) -> Exception:
    if isinstance(error, StreamSilent):
        return StreamInterrupted(f"nothing came for {error.seconds:g} seconds")
    if evidence_of(error, Phase.MID_STREAM).is_network:
        return StreamInterrupted("the connection was closed")
    return StreamInterrupted(f"the endpoint reported an error ({type(error).__name__})")


async def _announced(reply: Reply[Part], part: Part) -> Part:
    await reply.announce(part)
    return part
