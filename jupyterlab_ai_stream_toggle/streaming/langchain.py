"""Replies of LangChain models: one call of `_astream`, in each delivery."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import reduce
from operator import add
from typing import Any

from ..target import Target
from .asking import asked, asking
from .chunks import chunk_of_completion, chunk_of_message, finished_without_text, has_content
from .dialects import copied, dialect_of
from .reply import Reception


class _LangChainReply:
    """What chat models and LLMs have in common."""

    def __init__(  # noqa: PLR0913, PLR0917  # the arguments of `_astream`, and whose it is
        self,
        model_class: Any,
        model: Any,
        prompt: Any,
        stop: list[str] | None,
        run_manager: Any,
        kwargs: dict[str, Any],
    ) -> None:
        """`model_class` is the model's own class, whose methods do the work."""
        self.model = model
        self.kwargs = kwargs
        self._class = model_class
        self._prompt = prompt
        self._stop = stop
        self._run_manager = run_manager
        self._dialect = dialect_of(model_class)
        self.reception = Reception()
        self.target: Target | None = None
        """Who is asked, once it is known."""
        self.plainly: bool | None = None
        """Whether the last request asked for a whole answer; None: no request was made."""

    async def stream(self, *, options: bool, retries: bool) -> AsyncGenerator[Any, None]:
        """See `Reply.stream`."""
        self.plainly = False
        model, kwargs = self.model, self.kwargs
        if not options:
            model, kwargs = self._dialect.without_options(model, kwargs)
        if not retries:
            model, kwargs = self._dialect.without_retries(model, kwargs)
        self.reception = Reception()
        model, kwargs = self._dialect.watched(model, kwargs, self.reception)
        stream = self._class._astream(
            model, self._prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
        )
        # Closes the stream, and with it the HTTP request, the moment nobody reads on.
        with asking(self.target):
            async with aclosing(stream) as parts:
                async for part in parts:
                    asked.set(None)  # the request is made; what the reader asks is not ours
                    yield part

    async def announce(self, part: Any) -> None:
        """See `Reply.announce`."""
        if self._run_manager:
            await self._run_manager.on_llm_new_token(part.text, chunk=part)

    def has_content(self, part: Any) -> bool:
        """See `Reply.has_content`."""
        return has_content(part)

    def finished(self, part: Any) -> bool:
        """See `Reply.finished`."""
        return finished_without_text(part)

    def _ungoverned(self) -> tuple[Any, dict[str, Any]]:
        """The model and the arguments of a plain call, with the model of its own class again.

        Some classes can only stream, and make a whole answer out of their own `_astream`; through
        the governed one they would end up here once more.
        """
        model, kwargs = self._dialect.plain(self.model, self.kwargs)
        model = copied(model)
        object.__setattr__(model, "__class__", self._class)
        return model, kwargs


class ChatReply(_LangChainReply):
    """A reply of a chat model; the parts are `ChatGenerationChunk`s."""

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
        self.plainly = True
        model, kwargs = self._ungoverned()
        with asking(self.target):
            result = await self._class._agenerate(
                model, self._prompt, stop=self._stop, run_manager=self._run_manager, **kwargs
            )
        return chunk_of_message(result)


class CompletionReply(_LangChainReply):
    """A reply of an LLM that completes a text; the parts are `GenerationChunk`s."""

    @staticmethod
    def joined(streams: list[list[Any]]) -> Any:
        """The result of a whole call for several prompts, from the parts of their streams."""
        from langchain_core.outputs import LLMResult

        return LLMResult(generations=[[reduce(add, parts)] for parts in streams])

    async def plain(self) -> Any:
        """See `Reply.plain`."""
        self.plainly = True
        model, kwargs = self._ungoverned()
        with asking(self.target):
            result = await self._class._agenerate(
                model, [self._prompt], stop=self._stop, run_manager=self._run_manager, **kwargs
            )
        return chunk_of_completion(result)
