"""How a call of a governed model is carried out: as the rule has it, watched and explained."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from ..capability.record import Evidence, Finding
from ..diagnosis.attached import attached_to
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.next_step import NextStep, next_step
from ..modes import Delivery, Mode
from ..streaming.deliver import collect, deliver
from ..streaming.reply import Ending
from ..target import Target
from ..wire.requester import making
from .explained import explain, note_answer
from .governor import Governor, Plan
from .reply import ChatReply, CompletionReply
from .rule import Rule
from .told import told
from .transcript import transcript
from .under_way import asked_again

Reply = ChatReply | CompletionReply


async def parts_of(reply: Reply, rule: Rule) -> AsyncGenerator[Any, None]:
    """The parts of a reply as the rule has it; a failure is diagnosed and raised as it is."""
    governor = rule.governor
    try:
        with told(reply, governor.listener if governor else None) as saw:
            parts = await _delivered(reply, rule, governor)
            try:
                with asked_again_of(governor, reply.target):
                    async for part in parts:
                        saw(part)
                        yield part
            finally:
                await parts.aclose()
        if governor is not None:
            note_end(reply, governor)
    except Exception as error:
        await explain(error, reply, governor, rule, plainly=bool(reply.plainly))
        raise
    note_answer(reply, governor, rule.describe)


def asked_again_of(
    governor: Governor | None, target: Target | None
) -> AbstractContextManager[None]:
    """See `asked_again`; of nobody, where it is not known who is asked, or nobody is told."""
    if governor is None or target is None:
        return nullcontext()
    return asked_again(governor.failures, target, governor.home)


async def _delivered(
    reply: Reply, rule: Rule, governor: Governor | None
) -> AsyncGenerator[Any, None]:
    if governor is None:
        parts = reply.stream(options=True, retries=True)
    else:
        target = reply.target = rule.describe(reply.model, reply.kwargs)
        plan = await governor.plan(target)
        reply.silence_is_golden = rule.silence_is_golden
        await rule.watch()
        parts = delivered(reply, plan, governor)
    listener = transcript.get()
    return parts if listener is None else listener.follow(parts)


def delivered(reply: Reply, plan: Plan, governor: Governor) -> AsyncGenerator[Any, None]:
    """The parts of a reply whose target is known, as it is planned."""
    target = reply.target
    if target is None:
        raise ValueError("Nobody knows who is to be asked.")
    reply.marks_end, reply.asked_at = plan.marks_end, plan.at
    return deliver(
        reply,
        plan.mode,
        plan.known,
        lambda finding: governor.learn(target, finding, plan.known),
        plan.timeouts,
    )


def note_end(reply: Reply, governor: Governor) -> None:
    """Remember a stream that brought a whole answer."""
    seen = reply.reception
    # A whole answer in place of a stream says nothing of streams.
    if reply.target and not reply.plainly and not seen.whole and seen.ending is not Ending.CUT:
        marked = None if seen.ending is None else seen.ending is Ending.MARKED
        governor.note_end(reply.target, marked=marked)


async def whole_answer(
    replies: Sequence[Reply],
    plain: Callable[[], Awaitable[Any]],
    rule: Rule,
) -> Any:
    """The result of a call that asked for no stream, which `plain` makes.

    It is passed through untouched; only in `auto`, and only where the endpoint says that it takes
    streams only, a stream is read and its sum returned.
    """
    governor = rule.governor
    first = replies[0] if replies else None
    if governor is None or first is None:
        return await plain()
    target = rule.describe(first.model, first.kwargs)
    for reply in replies:
        reply.target = target
    with told(first, governor.listener, at_once=True):
        plan = await governor.plan(target)
        await rule.watch()
        return await whole_as_planned(replies, plain, plan, governor)


async def whole_as_planned(
    replies: Sequence[Reply], plain: Callable[[], Awaitable[Any]], plan: Plan, governor: Governor
) -> Any:
    """The same, for replies whose target is known, and is the same."""
    first = replies[0]
    if not (plan.known and plan.known.evidence is Evidence.STREAM_REQUIRED):
        first.plainly = True
        try:
            with asked_again_of(governor, first.target), making(first.plain_call):
                return await plain()
        except Exception as error:
            if attached_to(error) is not None:
                raise  # the class made it out of its own stream, which was delivered as planned
            step = next_step(evidence_of(error, Phase.PLAIN_REQUEST, first.exchange))
            if plan.mode is not Mode.AUTO or step is not NextStep.NEEDS_STREAM:
                raise
    for reply in replies:
        reply.marks_end, reply.asked_at = plan.marks_end, plan.at
    streams = [await collect(reply, plan.timeouts) for reply in replies]
    if first.target is not None:
        finding = Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED)
        governor.learn(first.target, finding, plan.known)
    return first.joined(streams)
