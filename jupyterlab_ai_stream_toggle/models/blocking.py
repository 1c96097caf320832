"""The calls that nobody awaits, `stream` and `invoke`: as the rule has them, by the same ladder.

The model's own class asks with its own client, in the thread that calls. What delivers replies is
written to be awaited, and of such a reply there is nothing to wait for: each step is over when it
returns. So no event loop is needed, and the one that may be running in that thread is not touched.

A read that blocks cannot be broken off. So the limits to silence are handed to the HTTP library
(`wire/silence.py`), and there is no plain request beside a silent stream, only one after it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ..modes import UNLIMITED
from ..streaming.failures import PlainSilent, StreamSilent
from ..wire.requester import Call, make
from ..wire.silence import Silence
from .delivery import asked_again_of, delivered, note_end, whole_as_planned
from .explained import explain_at_once, note_answer
from .governor import Plan
from .reply import ChatReply, CompletionReply, LangChainReply
from .rule import Rule
from .told import told

Result = TypeVar("Result")


class _Blocking(LangChainReply):
    """A reply that was fetched when a step returns."""

    _blocking = True
    _timeouts = UNLIMITED
    _silence: Silence | None = None
    """The limit to that of the call that is being made."""

    def limited(self, plan: Plan) -> Plan:
        """The same plan, whose limits are kept here: whoever delivers could not keep them."""
        self._timeouts = plan.timeouts
        return replace(plan, timeouts=UNLIMITED)

    @property
    def plain_call(self) -> Call:
        """See `LangChainReply.plain_call`."""
        return super().plain_call._replace(silence=self._silence)

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Any, None]:
        """See `Reply.stream`."""
        model, kwargs = self._asking(options=options, retries=retries)
        silence = self._silence = _limit(self._timeouts.silence)
        call = Call(
            self.target, self.reception.exchange, self.reception, blocking=True, silence=silence
        )
        parts: Any = None
        made = make(call)
        try:
            parts = self._own.stream(
                model, self._prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
            )
            for part in parts:
                made()  # what the reader asks is not ours
                yield part
                made = make(call)
        except Exception as error:
            if silence is None or not silence.reached:
                raise
            # What is silent in either way for as long as a stream may be does not answer at all.
            plain = min(self._timeouts.plain or silence.seconds, silence.seconds)
            self._timeouts = replace(self._timeouts, plain=plain)
            raise StreamSilent(silence.seconds) from error
        finally:
            made()
            # And with it the HTTP request, the moment nobody reads on.
            if hasattr(parts, "close"):
                parts.close()

    async def aside(self, function: Callable[..., Any], *args: Any) -> Any:
        """See `Reply.aside`: whoever asked waits in any case."""
        return function(*args)

    async def announce(self, part: Any) -> None:
        """See `Reply.announce`."""
        if self._run_manager:
            self._run_manager.on_llm_new_token(part.text, chunk=part)

    async def _plain_result(self, prompt: Any) -> Any:
        silence = self._silence = _limit(self._timeouts.plain)
        try:
            return await super()._plain_result(prompt)
        except Exception as error:
            if silence is None or not silence.reached:
                raise
            raise PlainSilent(silence.seconds) from error

    async def _generated(self, model: Any, prompt: Any, kwargs: dict[str, Any]) -> Any:
        return self._own.generate(
            model, prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
        )


class BlockingChatReply(_Blocking, ChatReply):
    """A reply of a chat model."""


class BlockingCompletionReply(_Blocking, CompletionReply):
    """A reply of an LLM that completes a text."""


def _limit(seconds: float | None) -> Silence | None:
    return Silence(seconds) if seconds else None


BlockingReply = BlockingChatReply | BlockingCompletionReply


def parts_at_once(reply: BlockingReply, rule: Rule) -> Generator[Any, None, None]:
    """The parts of a reply as the rule has it; a failure is diagnosed and raised as it is."""
    governor = rule.governor
    try:
        with told(reply, governor.listener if governor else None) as saw:
            parts = _delivered(reply, rule)
            try:
                with asked_again_of(governor, reply.target):
                    while True:
                        try:
                            part = _done(parts.__anext__())
                        except StopAsyncIteration:
                            break
                        saw(part)
                        yield part
            finally:
                _done(parts.aclose())
        if governor is not None:
            note_end(reply, governor)
    except Exception as error:
        explain_at_once(error, reply, governor, rule, plainly=bool(reply.plainly))
        raise
    note_answer(reply, governor, rule.describe)


def _delivered(reply: BlockingReply, rule: Rule) -> AsyncGenerator[Any, None]:
    governor = rule.governor
    if governor is None:
        return reply.stream(options=True, retries=True)
    reply.target = rule.describe(reply.model, reply.kwargs)
    reply.silence_is_golden = rule.silence_is_golden
    plan = governor.plan_at_once(reply.target)
    rule.watch_at_once()
    return delivered(reply, reply.limited(plan), governor)


def whole_at_once(replies: Sequence[BlockingReply], plain: Callable[[], Any], rule: Rule) -> Any:
    """The result of a call that asked for no stream, which `plain` makes; see `whole_answer`."""
    governor = rule.governor
    if governor is None or not replies:
        return plain()
    first = replies[0]

    async def asked() -> Any:
        return plain()

    try:
        target = rule.describe(first.model, first.kwargs)
        with told(first, governor.listener, at_once=True):
            plan = governor.plan_at_once(target)
            for reply in replies:
                reply.target = target
                unlimited = reply.limited(plan)
            rule.watch_at_once()
            whole = _done(whole_as_planned(replies, asked, unlimited, governor))
    except Exception as error:
        plainly = first.plainly is not False
        explain_at_once(error, first, governor, rule, plainly=plainly)
        raise
    # Where a stream had to be read, it is what the switch would have asked for as well.
    note_answer(first, governor, rule.describe, as_chat=first.plainly is False)
    return whole


def _done(step: Awaitable[Result]) -> Result:
    """What a step returns that waits for nothing."""
    try:
        next(step.__await__())
    except StopIteration as over:
        return over.value  # type: ignore[no-any-return]
    raise RuntimeError("There was something to wait for.")
