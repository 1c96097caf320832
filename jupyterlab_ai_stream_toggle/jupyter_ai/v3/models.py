"""The chat model of Jupyter AI 3, for whoever wants to try it out of the switch's reach."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from ...target import Target, clean_endpoint, key_mark
from ..connection import (
    ENDPOINT_FIELDS,
    VERSION_FIELDS,
    Connection,
    Message,
    Protocol,
    Unsaved,
    first_of,
    replaced,
)
from ..saved import fields_of, mapping
from .message import message_v3

_KEY_FIELDS = ("api_key",)
_NO_KEY = {"ollama", "ollama_chat", "vllm", "hosted_vllm", "lm_studio", "llamafile", "bedrock"}
_BASES = {"azure": "AZURE_API_BASE", "openai": "OPENAI_API_BASE"}


def connection_v3(  # noqa: PLR0913  # Jupyternaut's word, and what stands in for it
    jupyternaut: Callable[[], tuple[ModuleType, type]],
    saved: Mapping[str, Any],
    unsaved: Unsaved,
    *,
    chosen: str | None = None,
    arguments_of_chosen: Mapping[str, Any] | None = None,
    persona: Callable[[], Any] = lambda: None,
) -> Connection | None:
    """The chosen model, or the one that `unsaved` names; None where there is none.

    `jupyternaut` gives Jupyternaut's module and the class of its models, ungoverned, `saved` is
    the content of Jupyter AI's file. `chosen` and `arguments_of_chosen` are Jupyternaut's own word
    on the chosen model, where it runs, and `persona` gives the Jupyternaut of an open chat, if
    there is one.
    """
    chosen = chosen or str(saved.get("model_provider_id") or "")
    chosen_provider, _, chosen_model = chosen.partition("/")
    provider = unsaved.provider or chosen_provider
    model = unsaved.model or (chosen_model if provider == chosen_provider else "")
    if not provider or not model:
        return None
    name = f"{provider}/{model}"
    of_chosen = mapping(arguments_of_chosen) or fields_of(saved, chosen)
    arguments = of_chosen if name == chosen else fields_of(saved, name)
    if not arguments and provider == chosen_provider:
        arguments = of_chosen
    for names, value in (
        (("api_base", "base_url"), unsaved.endpoint),
        (VERSION_FIELDS, unsaved.api_version),
        (_KEY_FIELDS, unsaved.api_key),
    ):
        arguments = replaced(arguments, names, names[0], value)

    def make() -> Any:
        module, model_class = jupyternaut()
        made = dict(arguments)
        if provider.startswith("ollama"):
            made.setdefault("num_ctx", getattr(module, "DEFAULT_OLLAMA_NUM_CTX", 16384))
        return model_class(**made, model=name, streaming=True)

    async def message(model: Any, question: str) -> Message:
        return await message_v3(lambda: jupyternaut()[0], persona, model, question)

    address = first_of(arguments, ENDPOINT_FIELDS) or os.environ.get(_BASES.get(provider, ""))
    key_name = f"{provider.upper()}_API_KEY"
    key = first_of(arguments, _KEY_FIELDS)
    return Connection(
        target=Target(
            provider=provider,
            model=model,
            endpoint=clean_endpoint(address),
            api_version=first_of(arguments, VERSION_FIELDS),
            key_mark=key_mark(key or os.environ.get(key_name)),
        ),
        address=address,
        key=key,
        key_name=None if provider in _NO_KEY else key_name,
        protocol=_protocol(provider, model),
        make=make,
        arguments=lambda: arguments,
        message=message,
        at_openai=provider == "openai",
    )


def _protocol(provider: str, model: str) -> Protocol | None:
    """How LiteLLM speaks to it."""
    if _has_responses_alone(provider, model):
        return None
    if provider == "azure":
        return Protocol.AZURE
    return Protocol.OPENAI if provider == "openai" or _speaks(provider) else None


def _has_responses_alone(provider: str, model: str) -> bool:
    """Whether LiteLLM asks with OpenAI's Responses API, whose format is another."""
    if model.startswith("responses/"):
        return True
    if provider not in ("azure", "openai"):
        return False
    import litellm

    known = litellm.model_cost.get(f"{provider}/{model}") or litellm.model_cost.get(model) or {}
    return known.get("mode") == "responses"


def _speaks(provider: str) -> bool:
    import litellm

    return provider in {"custom_openai", *litellm.openai_compatible_providers}
