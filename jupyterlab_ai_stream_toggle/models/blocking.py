"""The calls that nobody awaits, `stream` and `invoke`: as the rule has them, by the same ladder.

The model's own class asks with its own client, in the thread that calls. What delivers replies is
written to be awaited, and of such a reply there is nothing to wait for: each step is over when it
returns. So no event loop is needed, and the one that may be running in that thread is not touched.

One thing is different: a read that blocks cannot be broken off. There is no plain request beside a
silent stream, and no limit to its silence but the client's own.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from typing import Any, TypeVar

from ..wire.requester import Call, calling, made
from .delivery import delivered, note_ending, whole_as_planned
from .explained import explain_at_once, note_success
from .reply import ChatReply, CompletionReply, LangChainReply
from .rule import Rule

Result = TypeVar("Result")


class _Blocking(LangChainReply):
    """A reply that was fetched when a step returns."""

    _blocking = True

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Any, None]:
        """See `Reply.stream`."""
        model, kwargs = self._asking(options=options, retries=retries)
        call = Call(self.target, self.reception.exchange, self.reception, blocking=True)
        parts: Any = None
        try:
            calling.set(call)
            parts = self._own.stream(
                model, self._prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
            )
            for part in parts:
                made()  # what the reader asks is not ours
                yield part
                calling.set(call)
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

    async def _generated(self, model: Any, prompt: Any, kwargs: dict[str, Any]) -> Any:
        return self._own.generate(
            model, prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
        )


class BlockingChatReply(_Blocking, ChatReply):
    """A reply of a chat model."""


class BlockingCompletionReply(_Blocking, CompletionReply):
    """A reply of an LLM that completes a text."""


BlockingReply = BlockingChatReply | BlockingCompletionReply


def parts_at_once(reply: BlockingReply, rule: Rule) -> Generator[Any, None, None]:
    """The parts of a reply as the rule has it; a failure is diagnosed and raised as it is."""
    governor = rule.governor
    try:
        parts = _delivered(reply, rule)
        try:
            while True:
                try:
                    part = _done(parts.__anext__())
                except StopAsyncIteration:
                    break
                yield part
        finally:
            _done(parts.aclose())
        if governor is not None:
            note_ending(reply, governor)
    except Exception as error:
        explain_at_once(error, reply, governor, rule, plainly=bool(reply.plainly))
        raise
    note_success(reply, governor, rule.describe)


def _delivered(reply: BlockingReply, rule: Rule) -> AsyncGenerator[Any, None]:
    governor = rule.governor
    if governor is None:
        return reply.stream(options=True, retries=True)
    reply.target = rule.describe(reply.model, reply.kwargs)
    reply.silence_is_golden = rule.silence_is_golden
    plan = governor.plan_at_once(reply.target)
    rule.watch_at_once()
    return delivered(reply, plan, governor)


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
        for reply in replies:
            reply.target = target
        plan = governor.plan_at_once(target)
        rule.watch_at_once()
        whole = _done(whole_as_planned(replies, asked, plan, governor))
    except Exception as error:
        plainly = first.plainly is not False
        explain_at_once(error, first, governor, rule, plainly=plainly)
        raise
    note_success(first, governor, rule.describe)
    return whole


def _done(step: Awaitable[Result]) -> Result:
    """What a step returns that waits for nothing."""
    try:
        next(step.__await__())
    except StopIteration as over:
        return over.value  # type: ignore[no-any-return]
    raise RuntimeError("There was something to wait for.")
