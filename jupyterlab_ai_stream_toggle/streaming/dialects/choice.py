"""Which dialect a model speaks."""

from __future__ import annotations

from .base import Dialect
from .litellm import LiteLlm
from .ollama import Ollama
from .openai import OpenAi

_DIALECTS = (OpenAi(), LiteLlm(), Ollama())


def dialect_of(model_class: type) -> Dialect:
    """The dialect that a model class speaks, by its name or that of an ancestor.

    Names, not classes: none of the libraries is imported to find out.
    """
    names = {kind.__name__ for kind in model_class.__mro__}
    for dialect in _DIALECTS:
        if dialect.classes & names:
            return dialect
    return Dialect()
