"""A provider's stream of one short answer, and what several write alike."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

TEXT = "Hello world"


@dataclass(frozen=True)
class ProviderStream:
    """A provider's stream of one short answer."""

    model: str
    """LiteLLM's name of a model."""
    before: tuple[bytes, ...]
    """What comes before anything marks the end."""
    end: tuple[bytes, ...]
    """What marks the end, and what comes after."""
    content_type: str = "text/event-stream"
    path: str = ""
    """What follows the root of the endpoint in `api_base`."""
    environment: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    """Fields of the model."""


def data(value: Any, *, name: str = "", newline: str = "\n") -> bytes:
    """One event of an event stream."""
    lines = [f"event: {name}"] if name else []
    lines.append(f"data: {value if isinstance(value, str) else json.dumps(value)}")
    return (newline.join(lines) + newline * 2).encode()


def assistant(text: str) -> dict[str, str]:
    """A message, or a piece of one, as many word it."""
    return {"role": "assistant", "content": text}
