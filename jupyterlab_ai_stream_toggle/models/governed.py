"""Model classes whose streaming obeys the switch.

In every release of Jupyter AI streaming reaches the wire only through `type(model)._astream`
(chains, history, agents, tools, chat handlers and inline completion stand above it). A governed
class has another `_astream`. What asks for no stream by itself (`_agenerate`) is passed through,
unless the endpoint turns out to take streams only.

There are two ways: a governed subclass, for whoever is handed it (`governed_class`); and methods
that take the place of the class's own, for whoever has imported it, at whatever time, and for the
subclasses of others (`governed_methods`).
"""

from __future__ import annotations

import types
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from .blocking import BlockingChatReply, BlockingCompletionReply, parts_at_once, whole_at_once
from .delivery import parts_of, whole_answer
from .explained import observed_whole
from .reply import ChatReply, CompletionReply
from .rule import Rule
from .ungoverned import Own, is_langchains, is_ungoverned, own_of

Model = TypeVar("Model", bound=type)
Reply = ChatReply | CompletionReply

_RULE = "ai_stream_toggle_rule"
"""Of a governed `_astream`. On the function: pydantic takes attributes of the class for itself."""


class Methods(NamedTuple):
    """What makes a class a governed one."""

    astream: Callable[..., AsyncGenerator[Any, None]]
    agenerate: Callable[..., Any]
    stream: Callable[..., Iterator[Any]] | None
    """None where the class has none of its own: LangChain asks whether it has."""
    generate: Callable[..., Any] | None

    def named(self) -> dict[str, Callable[..., Any]]:
        """Those that there are, by LangChain's names."""
        return {f"_{name}": method for name, method in self._asdict().items() if method}


def governed_class(model_class: Model, rule: Rule) -> Model:
    """A subclass of a LangChain chat model or LLM class that obeys the rule.

    A class that implements no streaming of its own has nothing to govern and is returned as it
    is, and so is one that is governed already.
    """
    if is_governed(model_class) or not streams(model_class):
        return model_class
    methods = governed_methods(model_class, own_of(model_class), rule)

    def body(namespace: dict[str, Any]) -> None:
        # The name of the class appears in logs, traces and serialised runs.
        namespace.update(
            methods.named(),
            __module__=model_class.__module__,
            __qualname__=model_class.__qualname__,
            __doc__=model_class.__doc__,
        )

    return types.new_class(model_class.__name__, (model_class,), {}, body)  # type: ignore[return-value]


def is_governed(model_class: type) -> bool:
    """Whether the class, or one that it comes from, obeys a rule."""
    return any(hasattr(vars(kind).get("_astream"), _RULE) for kind in model_class.__mro__)


def streams(model_class: type) -> bool:
    """Whether it is the class of a LangChain model that implements streaming itself."""
    from langchain_core.language_models import BaseChatModel, BaseLLM

    base = next((each for each in (BaseChatModel, BaseLLM) if issubclass(model_class, each)), None)
    return base is not None and (
        model_class._astream is not base._astream  # type: ignore[attr-defined]
        or model_class._stream is not base._stream  # type: ignore[attr-defined]
    )


def governed_methods(model_class: type, own: Own, rule: Rule) -> Methods:
    """What can stand in the place of a class's own methods, and obeys the rule.

    The class is one that `streams`.
    """
    from langchain_core.language_models import BaseChatModel

    reply_class: type[Reply] = (
        ChatReply if issubclass(model_class, BaseChatModel) else CompletionReply
    )

    # The first argument has LangChain's name for it: some classes pass it by that name.
    def _astream_chat(
        self: Any, messages: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncGenerator[Any, None]:
        """Stream, or do not, as the switch says."""
        if is_ungoverned(self):
            return own.astream(self, messages, stop=stop, run_manager=run_manager, **kwargs)
        return parts_of(reply_class(own, self, messages, stop, run_manager, kwargs), rule)

    def _astream_llm(
        self: Any, prompt: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncGenerator[Any, None]:
        """Stream, or do not, as the switch says."""
        if is_ungoverned(self):
            return own.astream(self, prompt, stop=stop, run_manager=run_manager, **kwargs)
        return parts_of(reply_class(own, self, prompt, stop, run_manager, kwargs), rule)

    async def _agenerate(
        self: Any, prompts: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Any:
        """A whole answer; from a stream, where the endpoint takes nothing else."""

        async def plain() -> Any:
            return await own.agenerate(self, prompts, stop=stop, run_manager=run_manager, **kwargs)

        if is_ungoverned(self):
            return await plain()
        asked = [prompts] if reply_class is ChatReply else prompts
        replies = [reply_class(own, self, each, stop, run_manager, kwargs) for each in asked]
        first = replies[0] if replies else None
        whole = whole_answer(replies, plain, rule)
        return await observed_whole(whole, first, rule.governor, rule)

    astream: Any = _astream_chat if reply_class is ChatReply else _astream_llm
    setattr(astream, _RULE, rule)
    return Methods(astream, _agenerate, *_blocking_methods(reply_class, own, rule))


def _blocking_methods(
    reply_class: type[Reply], own: Own, rule: Rule
) -> tuple[Callable[..., Any] | None, Callable[..., Any] | None]:
    """The same for whoever does not await: `_stream` and `_generate`."""
    is_chat = reply_class is ChatReply
    blocking = BlockingChatReply if is_chat else BlockingCompletionReply

    def _stream_chat(
        self: Any, messages: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[Any]:
        """Stream, or do not, as the switch says."""
        if is_ungoverned(self):
            return own.stream(self, messages, stop=stop, run_manager=run_manager, **kwargs)
        return parts_at_once(blocking(own, self, messages, stop, run_manager, kwargs), rule)

    def _stream_llm(
        self: Any, prompt: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[Any]:
        """Stream, or do not, as the switch says."""
        if is_ungoverned(self):
            return own.stream(self, prompt, stop=stop, run_manager=run_manager, **kwargs)
        return parts_at_once(blocking(own, self, prompt, stop, run_manager, kwargs), rule)

    def _generate(
        self: Any, prompts: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Any:
        """A whole answer; from a stream, where the endpoint takes nothing else."""

        def plain() -> Any:
            return own.generate(self, prompts, stop=stop, run_manager=run_manager, **kwargs)

        if is_ungoverned(self):
            return plain()
        asked = [prompts] if is_chat else prompts
        replies = [blocking(own, self, each, stop, run_manager, kwargs) for each in asked]
        return whole_at_once(replies, plain, rule)

    return (
        None if is_langchains(own.stream) else _stream_chat if is_chat else _stream_llm,
        None if is_langchains(own.generate) else _generate,
    )
