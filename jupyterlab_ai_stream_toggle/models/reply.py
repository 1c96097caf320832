"""Replies of LangChain models: one call of `_astream`, in each delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import reduce
from operator import add
from typing import Any

from ..diagnosis.exchange import Exchange
from ..streaming.reply import Reception
from ..target import Target
from ..wire.requester import Call, make, making
from .chunks import (
    chat_chunk,
    chunk_of_completion,
    chunk_of_message,
    completion_chunk,
    reason_of,
    reasoning_of,
    refusal_of,
    speaks,
)
from .dialects import copied, dialect_of
from .ungoverned import Own, is_langchains


class LangChainReply:
    """What chat models and LLMs have in common."""

    marks_end: bool | None = None
    plainly: bool | None = None
    options = True
    """Whether the last stream was asked for with `stream_options`."""
    asked_at = 0.0
    """When it was, by the clock that findings go by."""
    target: Target | None = None
    """Who is asked, once it is known."""
    silence_is_golden = False
    """Whether an answer that says nothing is as good as another."""
    _blocking = False
    """Whether it is fetched without awaiting anything."""

    def __init__(  # noqa: PLR0913, PLR0917  # the arguments of `_astream`, and whose it is
        self,
        own: Own,
        model: Any,
        prompt: Any,
        stop: list[str] | None,
        run_manager: Any,
        kwargs: dict[str, Any],
    ) -> None:
        """`own` are the methods of the model's own class, which do the work."""
        self.model = model
        self.kwargs = kwargs
        self._own = own
        self._prompt = prompt
        self._stop = stop
        self._run_manager = run_manager
        self.reception = Reception()
        self._plain_exchange = Exchange()

    @property
    def exchange(self) -> Exchange:
        """See `Reply.exchange`."""
        return self._plain_exchange if self.plainly else self.reception.settled().exchange

    @property
    def plain_heard_at(self) -> float | None:
        """See `Reply.plain_heard_at`."""
        return self._plain_exchange.heard_at

    @property
    def plain_call(self) -> Call:
        """The request for the whole answer, as the wire is to know it."""
        blocking = self._blocking or is_langchains(self._own.agenerate)
        return Call(self.target, self._plain_exchange, blocking=blocking)

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Any, None]:
        """See `Reply.stream`."""
        model, kwargs = self._asking(options=options, retries=retries)
        bridged = is_langchains(self._own.astream)
        if bridged:  # it would come back by way of `_stream`
            model = self._left_alone(model)
        stream = self._own.astream(
            model, self._prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
        )
        made = make(Call(self.target, self.reception.exchange, self.reception, blocking=bridged))
        asked = False
        try:
            async for part in stream:
                if not asked:
                    asked = True
                    made()  # what the reader asks is not ours
                yield part
        finally:
            made()
            # And with it the HTTP request, the moment nobody reads on.
            await stream.aclose()

    async def aside(self, function: Callable[..., Any], *args: Any) -> Any:
        """See `Reply.aside`."""
        return await asyncio.to_thread(function, *args)

    async def announce(self, part: Any) -> None:
        """See `Reply.announce`."""
        if self._run_manager:
            await self._run_manager.on_llm_new_token(part.text, chunk=part)

    def speaks(self, part: Any) -> bool:
        """See `Reply.speaks`."""
        return speaks(part)

    def reasoning(self, part: Any) -> str:
        """See `Reply.reasoning`."""
        return reasoning_of(part)

    def refusal(self, part: Any) -> str:
        """See `Reply.refusal`."""
        return refusal_of(part)

    def reason(self, part: Any) -> str | None:
        """See `Reply.reason`."""
        return reason_of(part)

    async def _plain_result(self, prompt: Any) -> Any:
        """What the model's own class makes of a request for the whole answer."""
        self.plainly = True
        model, kwargs = self._ungoverned()
        with making(self.plain_call):
            return await self._generated(model, prompt, kwargs)

    async def _generated(self, model: Any, prompt: Any, kwargs: dict[str, Any]) -> Any:
        return await self._own.agenerate(
            model, prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
        )

    def _asking(self, *, options: bool, retries: bool) -> tuple[Any, dict[str, Any]]:
        """A stream is about to be asked for: the model and the arguments of the call."""
        if self.plainly is not None:
            self.reception = Reception()  # there was a request before
        self.plainly, self.options = False, options
        dialect = dialect_of(type(self.model))
        model, kwargs = self.model, self.kwargs
        if not options:
            model, kwargs = dialect.without_options(model, kwargs)
        if not retries:
            model, kwargs = dialect.without_retries(model, kwargs, blocking=self._blocking)
        return model, kwargs

    def _left_alone(self, model: Any) -> Any:
        model = copied(model)
        object.__setattr__(model, "__class__", self._own.without_us(type(model)))
        return model

    def _ungoverned(self) -> tuple[Any, dict[str, Any]]:
        """The model and the arguments of a plain call, with a model that is left alone.

        Some classes can only stream, and make a whole answer out of their own `_astream`; through
        the governed one they would end up here once more.
        """
        model, kwargs = dialect_of(type(self.model)).plain(self.model, self.kwargs)
        return self._left_alone(model), kwargs


class ChatReply(LangChainReply):
    """A reply of a chat model; the parts are `ChatGenerationChunk`s."""

    def text(self, text: str) -> Any:
        """See `Reply.text`."""
        return chat_chunk(text)

    def may_be_empty(self) -> bool:
        """See `Reply.may_be_empty`."""
        last = self._prompt[-1] if self._prompt else None
        return self.silence_is_golden or getattr(last, "type", None) in ("tool", "function")

    @staticmethod
    def joined(streams: list[list[Any]]) -> Any:
        """The result of a whole call, from the parts of its one stream."""
        from langchain_core.messages import message_chunk_to_message
        from langchain_core.outputs import ChatGeneration, ChatResult

        (parts,) = streams
        total = reduce(add, parts)
        message = message_chunk_to_message(total.message)
        return ChatResult(
            generations=[ChatGeneration(message=message, generation_info=total.generation_info)]
        )

    async def plain(self) -> Any:
        """See `Reply.plain`."""
        return chunk_of_message(await self._plain_result(self._prompt))


class CompletionReply(LangChainReply):
    """A reply of an LLM that completes a text; the parts are `GenerationChunk`s."""

    def text(self, text: str) -> Any:
        """See `Reply.text`."""
        return completion_chunk(text)

    def may_be_empty(self) -> bool:  # see `Reply`
        """See `Reply.may_be_empty`: there may be nothing to complete."""
        return True

    @staticmethod
    def joined(streams: list[list[Any]]) -> Any:
        """The result of a whole call for several prompts, from the parts of their streams."""
        from langchain_core.outputs import LLMResult

        return LLMResult(generations=[[reduce(add, parts)] for parts in streams])

    async def plain(self) -> Any:
        """See `Reply.plain`."""
        return chunk_of_completion(await self._plain_result([self._prompt]))
