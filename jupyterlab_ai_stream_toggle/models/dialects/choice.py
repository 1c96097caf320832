"""Which dialect a model speaks."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from .base import Dialect
from .litellm import LiteLlm
from .ollama import Ollama
from .openai import OpenAi

_DIALECTS = (OpenAi(), LiteLlm(), Ollama())
_CHOSEN: WeakKeyDictionary[type, Dialect] = WeakKeyDictionary()
"""Classes do not change their ancestors: each is looked at once, and not with every reply."""


def dialect_of(model_class: type) -> Dialect:
    """The dialect that a model class speaks, by its name or that of an ancestor.

    Names, not classes: none of the libraries is imported to find out.
    """
    chosen = _CHOSEN.get(model_class)
    if chosen is None:
        chosen = _CHOSEN[model_class] = _choose(model_class)
    return chosen


def _choose(model_class: type) -> Dialect:
    names = {kind.__name__ for kind in model_class.__mro__}
    for dialect in _DIALECTS:
        if dialect.classes & names:
            return dialect
    return Dialect()
