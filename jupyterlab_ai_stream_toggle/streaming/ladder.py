"""The ladder of `auto`: which way to ask next, until something of the answer has come.

The delivery may change until the *commit point*, the first part with content (text, reasoning or
a tool call): nothing of the reply was shown before it, so asking in another way cannot show
anything twice. After the commit point the delivery never changes.

    stream --refuses stream_options--> stream without options --+
       |                                                        |
       +--refused / failed untold / ended without content-------+--> one plain request
       |                                                        |
       +--silent: a plain request beside it, the first wins-----+

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
from ..modes import Delivery, Patience
from .beside import PlainBeside
from .completeness import interrupted, require_complete
from .failures import PageInsteadOfReply, StreamSilent
from .hearing import Hearing
from .reply import Part, Reply

Learn = Callable[[Finding], None]
"""Called once at most, with the delivery that brought content."""


@dataclass(frozen=True)
class _Failure:
    """Why a stream brought no content."""

    evidence: Evidence
    step: NextStep
    error: Exception | None = None


class _PlainAnswered(Exception):
    """The plain request beside a silent stream was answered."""


async def climb(  # noqa: PLR0912  # it is one thing, and reads best in one piece
    reply: Reply[Part], known: Capability | None, learn: Learn, patience: Patience
) -> AsyncGenerator[Part, None]:
    """Yield the parts of a reply, from the top of the ladder or from where the target stands.

    `known` is what is relied upon about the target, if anything. Raises whatever the client
    library raises for the last request that was made, and a `ReplyFailure` for what the library
    takes for an answer and is none.
    """
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
                        raise interrupted(error) from error
                    failure = _judge(error)
            if committed:
                require_complete(reply, said=True)
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
        if beside.started:
            part = await beside.answer()
        else:
            await beside.stop()  # this one is the plain request
            part = await reply.plain()
    if reply.has_content(part):
        learn(Finding(Delivery.PLAIN, failure.evidence))
    await reply.announce(part)
    yield part


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
