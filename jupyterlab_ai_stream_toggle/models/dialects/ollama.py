"""langchain-ollama: ChatOllama and OllamaLLM."""

from __future__ import annotations

from typing import Any

from .base import Call, Dialect


class Ollama(Dialect):
    """It has no field for streaming: a whole answer is streamed too, unless the call says no."""

    classes = frozenset({"ChatOllama", "OllamaLLM"})

    def plain(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """`stream=False` of the call reaches the request."""
        model, kwargs = super().plain(model, kwargs)
        return model, {**kwargs, "stream": False}
