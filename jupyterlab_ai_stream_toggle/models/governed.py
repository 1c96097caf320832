"""Model classes whose streaming obeys the switch.

In every release of Jupyter AI streaming reaches the wire only through `type(model)._astream`
(chains, history, agents, tools, chat handlers and inline completion stand above it). A governed
class is a subclass of the model's own class with another `_astream`. What asks for no stream by
itself (`_agenerate`) is passed through, unless the endpoint turns out to take streams only.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

from ..capability.record import Evidence, Finding
from ..diagnosis.evidence import Phase, evidence_of
from ..diagnosis.next_step import NextStep, next_step
from ..modes import Delivery, Mode
from ..streaming.deliver import collect, deliver
from ..streaming.reply import Ending
from ..target import Target
from ..wire.receiver import receiver_watch
from ..wire.requester import making
from ..wire.watch import load_libraries
from .explained import explain, note_success, observed_whole
from .governor import Governor
from .reply import ChatReply, CompletionReply
from .transcript import transcript

Model = TypeVar("Model", bound=type)

Describe = Callable[[Any, dict[str, Any]], Target]
"""The target of a call, from the model and the keyword arguments of the call."""


class Rule:
    """What governed classes obey until they are released."""

    def __init__(
        self, governor: Governor, describe: Describe, *, silence_is_golden: bool = False
    ) -> None:
        """`silence_is_golden`: whether an answer that says nothing is as good as another."""
        self.governor: Governor | None = governor
        self.describe = describe
        self.silence_is_golden = silence_is_golden
        self._watch = receiver_watch()
        self._libraries_loaded = False

    async def watch(self) -> None:
        """See to it that answers are seen coming in."""
        if not self._libraries_loaded:
            # Off the event loop: it may be the first to load them.
            await asyncio.to_thread(load_libraries)
            self._libraries_loaded = True
            self._watch.install()

    def release(self) -> None:
        """Let the governed models that are still in use behave like their own class again."""
        self.governor = None
        self._watch.uninstall()


def governed_class(model_class: Model, rule: Rule) -> Model:
    """A subclass of a LangChain chat model or LLM class that obeys the rule.

    A class that implements no streaming of its own has nothing to govern and is returned as it
    is, and so is one that is governed already.
    """
    from langchain_core.language_models import BaseChatModel, BaseLLM

    if is_governed(model_class):
        return model_class
    if issubclass(model_class, BaseChatModel):
        base: type = BaseChatModel
        reply_class: type[ChatReply | CompletionReply] = ChatReply
    elif issubclass(model_class, BaseLLM):
        base, reply_class = BaseLLM, CompletionReply
    else:
        return model_class
    if (
        model_class._astream is base._astream  # type: ignore[attr-defined]
        and model_class._stream is base._stream  # type: ignore[attr-defined]
    ):
        return model_class

    # The first argument has LangChain's name for it: some classes pass it by that name.
    def _astream_chat(
        self: Any, messages: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncGenerator[Any, None]:
        """Stream, or do not, as the switch says."""
        return _parts(reply_class(model_class, self, messages, stop, run_manager, kwargs), rule)

    def _astream_llm(
        self: Any, prompt: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncGenerator[Any, None]:
        """Stream, or do not, as the switch says."""
        return _parts(reply_class(model_class, self, prompt, stop, run_manager, kwargs), rule)

    async def _agenerate(
        self: Any, prompts: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Any:
        """A whole answer; from a stream, where the endpoint takes nothing else."""

        def reply(prompt: Any) -> ChatReply | CompletionReply:
            return reply_class(model_class, self, prompt, stop, run_manager, kwargs)

        async def plain() -> Any:
            whole = model_class._agenerate  # type: ignore[attr-defined]
            return await whole(self, prompts, stop=stop, run_manager=run_manager, **kwargs)

        if reply_class is ChatReply:
            replies = [reply(prompts)]
        else:
            replies = [reply(prompt) for prompt in prompts]
        first = replies[0] if replies else None
        whole = _whole(replies, plain, rule)
        return await observed_whole(whole, first, rule.governor, rule.describe)

    _astream: Any = _astream_chat if reply_class is ChatReply else _astream_llm
    # On the function: pydantic takes attributes of the class for itself.
    _astream.ai_stream_toggle_rule = rule

    def body(namespace: dict[str, Any]) -> None:
        # The name of the class appears in logs, traces and serialised runs.
        namespace.update(
            _astream=_astream,
            _agenerate=_agenerate,
            __module__=model_class.__module__,
            __qualname__=model_class.__qualname__,
            __doc__=model_class.__doc__,
        )

    return types.new_class(model_class.__name__, (model_class,), {}, body)  # type: ignore[return-value]


def is_governed(model_class: type) -> bool:
    """Whether the class was made by `governed_class`."""
    return hasattr(vars(model_class).get("_astream"), "ai_stream_toggle_rule")


async def _whole(
    replies: Sequence[ChatReply | CompletionReply],
    plain: Callable[[], Awaitable[Any]],
    rule: Rule,
) -> Any:
    """The result of a call that asked for no stream.

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
    plan = await governor.plan(target)
    await rule.watch()
    if not (plan.known and plan.known.evidence is Evidence.STREAM_REQUIRED):
        first.plainly = True
        try:
            with making(first.plain_call):
                return await plain()
        except Exception as error:
            step = next_step(evidence_of(error, Phase.PLAIN_REQUEST, first.exchange))
            if plan.mode is not Mode.AUTO or step is not NextStep.NEEDS_STREAM:
                raise
    for reply in replies:
        reply.marks_end = plan.marks_end
    streams = [await collect(reply, plan.timeouts) for reply in replies]
    governor.learn(target, Finding(Delivery.STREAM, Evidence.STREAM_REQUIRED))
    return first.joined(streams)


async def _parts(reply: ChatReply | CompletionReply, rule: Rule) -> AsyncGenerator[Any, None]:
    """The parts of a reply as the rule has it; a failure is diagnosed and raised as it is."""
    governor = rule.governor
    try:
        parts = await _delivered(reply, rule, governor)
        try:
            async for part in parts:
                yield part
        finally:
            await parts.aclose()
        if governor is not None:
            _note_ending(reply, governor)
    except Exception as error:
        await explain(error, reply, governor, rule.describe, plainly=bool(reply.plainly))
        raise
    note_success(reply, governor, rule.describe)


async def _delivered(
    reply: ChatReply | CompletionReply, rule: Rule, governor: Governor | None
) -> AsyncGenerator[Any, None]:
    if governor is None:
        parts = reply.stream(options=True, retries=True)
    else:
        target = reply.target = rule.describe(reply.model, reply.kwargs)
        plan = await governor.plan(target)
        reply.marks_end = plan.marks_end
        reply.silence_is_golden = rule.silence_is_golden
        await rule.watch()
        parts = deliver(
            reply,
            plan.mode,
            plan.known,
            lambda finding: governor.learn(target, finding),
            plan.timeouts,
        )
    listener = transcript.get()
    return parts if listener is None else listener.follow(parts)


def _note_ending(reply: ChatReply | CompletionReply, governor: Governor) -> None:
    seen = reply.reception
    # A whole answer in place of a stream says nothing of how streams end.
    complete = seen.ending in (Ending.MARKED, Ending.UNMARKED)
    if reply.target and not reply.plainly and not seen.whole and complete:
        governor.note_ending(reply.target, marked=seen.ending is Ending.MARKED)
