"""What a governed class does without us: its own methods, and models that we leave alone."""

from __future__ import annotations

import types
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, WeakSet

_TWINS: WeakKeyDictionary[type, type] = WeakKeyDictionary()
_UNGOVERNED: WeakSet[type] = WeakSet()


class Own(NamedTuple):
    """What a class does by itself."""

    astream: Callable[..., AsyncGenerator[Any, None]]
    agenerate: Callable[..., Any]
    stream: Callable[..., Iterator[Any]]
    generate: Callable[..., Any]
    without_us: Callable[[type], type]
    """The class that a model is given for a call in which nothing is governed: some classes make a
    whole answer out of their own stream."""


def own_of(model_class: Any) -> Own:
    """The methods of a class that is not governed."""
    return Own(
        model_class._astream,
        model_class._agenerate,
        model_class._stream,
        model_class._generate,
        lambda _: model_class,
    )


def is_langchains(method: Any) -> bool:
    """Whether a class has the method from LangChain, which does it by the class's other methods."""
    return bool(method.__module__.startswith("langchain_core.language_models."))


def ungoverned(model_class: type) -> type:
    """A subclass whose models the methods of governed classes leave alone, otherwise the same."""
    if model_class in _UNGOVERNED:
        return model_class
    twin = _TWINS.get(model_class)
    if twin is None:

        def body(namespace: dict[str, Any]) -> None:
            namespace.update(
                __module__=model_class.__module__,
                __qualname__=model_class.__qualname__,
                __doc__=model_class.__doc__,
            )

        twin = types.new_class(model_class.__name__, (model_class,), {}, body)
        _TWINS[model_class] = twin
        _UNGOVERNED.add(twin)
    return twin


def left_alone(model_class: type) -> bool:
    """Whether it is one of those."""
    return model_class in _UNGOVERNED


def is_ungoverned(model: Any) -> bool:
    """Whether the model is to be left alone."""
    return type(model) in _UNGOVERNED
