"""How a chat model is reached: as Jupyter AI saved it, or with values that are not saved yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from ..target import Target

ENDPOINT_FIELDS = ("azure_endpoint", "openai_api_base", "api_base", "base_url", "endpoint_url")
"""What client libraries call the address, in the order in which they are looked for."""
VERSION_FIELDS = ("api_version", "openai_api_version")


@dataclass(frozen=True)
class Unsaved:
    """Values that stand in for saved ones. None: the saved one counts."""

    provider: str | None = None
    model: str | None = None
    endpoint: str | None = None
    api_version: str | None = None
    api_key: str | None = field(default=None, repr=False)


class Protocol(str, Enum):
    """How the endpoint is spoken to, where we know how to do it ourselves."""

    OPENAI = "openai"
    """`POST BASE/chat/completions`, with a bearer token."""
    AZURE = "azure"
    """OpenAI's bodies, with deployments or `/openai/v1/` in the path and an `api-key`."""


@dataclass(frozen=True)
class Message:
    """A message of a user, as chat sends it to the model."""

    prompt: Any = field(repr=False)
    """What the model's own methods take: messages, or the text that is to be completed."""
    arguments: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Those of the call: the tools."""
    missing: str | None = None
    """What chat sends besides and could not be had here, in a sentence."""


async def bare_message(model: Any, question: str) -> Message:
    """The question alone."""
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import HumanMessage

    chats = isinstance(model, BaseChatModel)
    return Message([HumanMessage(question)] if chats else question)


@dataclass(frozen=True)
class Connection:
    """One chat model, with everything that Jupyter AI would make it with."""

    target: Target
    address: str | None = field(repr=False)
    """The endpoint as it was written, which may hold credentials; None: the provider's own."""
    key: str | None = field(repr=False)
    """The key that is saved, or given; the environment may hold another."""
    key_name: str | None
    """The environment variable that can hold the key; None where no key is needed."""
    protocol: Protocol | None
    """None: another one, which the client library alone speaks."""
    make: Callable[[], Any] = field(repr=False)
    """Makes the model as Jupyter AI does, out of the switch's reach. Imports client libraries,
    and raises what they raise: call it on a worker thread."""
    arguments: Callable[[], Mapping[str, Any]] = field(default=dict, repr=False)
    """What the model is made with, its parameters and headers among it. May raise as `make`."""
    message: Callable[[Any, str], Awaitable[Message]] = field(default=bare_message, repr=False)
    """What chat sends to this model for a question."""
    at_openai: bool = False
    """Whether the endpoint is OpenAI's own where no address is configured."""


def first_of(values: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these values that is a text, and not empty."""
    found = (values.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each), None)


def replaced(
    values: Mapping[str, Any], names: tuple[str, ...], name: str, value: str | None
) -> dict[str, Any]:
    """The values with this one under `name`, and under no other of `names`; None changes nothing.

    Client libraries refuse one argument under two of its names.
    """
    if value is None:
        return dict(values)
    kept = {each: known for each, known in values.items() if each not in names}
    return {**kept, name: value}
