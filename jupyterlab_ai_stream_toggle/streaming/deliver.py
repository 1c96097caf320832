"""How one reply is fetched: the heart of the extension.

`deliver` yields the parts of a reply. In `on` and `off` there is one way and no choice. In `auto`
the delivery may change until the *commit point*, the first part with content (text, reasoning or
a tool call): nothing of the reply was shown before it, so asking in another way cannot show
anything twice. After the commit point the delivery never changes.

    stream --refuses stream_options--> stream without options --+
       |                                                        |
       +--refused / failed untold / ended without content-------+--> one plain request

Errors that a plain request would only repeat (key, quota, context length, network ...) are raised
as they are. A delivery is reported as working only after it brought content.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from ..capability.record import Capability, Evidence
from ..diagnosis.evidence import evidence_of
from ..diagnosis.next_step import NextStep, Verdict, next_step, verdict
from ..modes import Delivery, Mode
from .reply import Part, Reply

Learn = Callable[[Capability], None]
"""Called once at most, with the delivery that brought content in `auto`."""


@dataclass(frozen=True)
class _Failure:
    """Why a stream brought no content."""

    evidence: Evidence
    step: NextStep
    error: Exception | None = None


async def deliver(
    reply: Reply[Part], mode: Mode, known: Capability | None, learn: Learn
) -> AsyncGenerator[Part, None]:
    """Yield the parts of the reply.

    `known` is what was found out about the target before, if anything; it counts in `auto` only.
    Raises whatever the client library raises for the last request that was made.
    """
    if mode is Mode.OFF or (mode is Mode.AUTO and known and known.delivery is Delivery.PLAIN):
        yield await reply.plain()
        return
    if mode is Mode.ON:
        async with aclosing(reply.stream(options=True, retries=True)) as parts:
            async for part in parts:
                yield part
        return
    async with aclosing(_deliver_auto(reply, known, learn)) as parts:
        async for part in parts:
            yield part


async def _deliver_auto(  # noqa: PLR0912  # the ladder is one thing, and reads best in one piece
    reply: Reply[Part], known: Capability | None, learn: Learn
) -> AsyncGenerator[Part, None]:
    options = not (known and known.delivery is Delivery.STREAM_WITHOUT_OPTIONS)
    # An unproven stream may well be refused: the client library's retries would only delay that.
    retries = known is not None
    first: _Failure | None = None
    while True:
        failure: _Failure | None = None
        held: list[Part] = []
        committed = False
        async with aclosing(reply.stream(options=options, retries=retries)) as parts:
            try:
                async for part in parts:
                    if committed:
                        yield part
                        continue
                    held.append(part)
                    if reply.has_content(part):
                        committed = True
                        learn(_streamed(options, first))
                        for each in held:
                            yield each
            except Exception as error:
                if committed:
                    raise
                failure = _judge(error)
        if committed:
            return
        if failure is None and any(map(reply.finished, held)):
            # An answer without text, such as a filtered one: asked plainly it would be no other.
            for each in held:
                yield each
            return
        failure = failure or _Failure(Evidence.ENDED_EMPTY, NextStep.PLAIN_REQUEST)
        first = first or failure
        if failure.step is NextStep.RAISE and failure.error is not None:
            raise failure.error
        if failure.step is not NextStep.STREAM_WITHOUT_OPTIONS or not options:
            break
        options = False

    part = await reply.plain()
    if reply.has_content(part):
        learn(Capability(Delivery.PLAIN, failure.evidence))
    yield part


def _streamed(options: bool, failure: _Failure | None) -> Capability:
    if options:
        return Capability(Delivery.STREAM, Evidence.STREAM_WORKED)
    evidence = failure.evidence if failure else Evidence.REFUSED
    return Capability(Delivery.STREAM_WITHOUT_OPTIONS, evidence)


def _judge(error: Exception) -> _Failure:
    facts = evidence_of(error)
    refused = verdict(facts) is Verdict.REFUSED
    return _Failure(Evidence.REFUSED if refused else Evidence.FAILED, next_step(facts), error)
