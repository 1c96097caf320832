"""LiteLLM, as Jupyternaut and langchain-litellm use it."""

from __future__ import annotations

import os
from typing import Any

from .base import Call, Dialect, variant, without, without_nested


class LiteLlm(Dialect):
    """Everything of a call can be said in its keyword arguments."""

    classes = frozenset({"ChatLiteLLM"})

    def plain(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """`streaming=True` of the model would win over `stream=False` of the call, so both."""
        model_kwargs = without_nested(model.model_kwargs, "stream", "stream_options")
        model = variant(model, streaming=False, model_kwargs=model_kwargs)
        return model, {**without_nested(kwargs, "stream", "stream_options"), "stream": False}

    def without_retries(
        self,
        model: Any,
        kwargs: dict[str, Any],
        *,
        blocking: bool = False,  # noqa: ARG002  # the same for both
    ) -> Call:
        """`max_retries` of the call reaches the provider's client.

        The model's own field of that name is another loop, around LiteLLM. Only providers that
        LiteLLM reaches through the openai package retry inside LiteLLM; others ignore the
        argument or would send it to the endpoint. Some of the former lose it as a parameter their
        API does not have, unless it is allowed by name.
        """
        model = variant(model, max_retries=1)
        provider = _provider(model)
        if provider in _AZURE:
            model = _with_own_azure_client(model, self.endpoint(model))
        elif provider not in _through_openai():
            return model, kwargs
        merged = {**model.model_kwargs, **kwargs}
        allowed = [*(merged.get(_ALLOWED) or ()), "max_retries"]
        return model, {**kwargs, "max_retries": 0, _ALLOWED: allowed}

    def without_options(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """An explicit None keeps the model from adding its default."""
        model = variant(model, model_kwargs=without_nested(model.model_kwargs, "stream_options"))
        return model, {**without_nested(kwargs, "stream_options"), "stream_options": None}

    def endpoint(self, model: Any) -> object:
        """LiteLLM takes Azure's endpoint from the environment when it is not configured."""
        given = model.model_kwargs
        configured = given.get("base_url") or model.api_base or given.get("api_base")
        if configured is None and model.model.startswith(("azure/", "azure_text/")):
            return os.environ.get("AZURE_API_BASE")
        return configured

    def api_version(self, model: Any) -> str | None:
        """From the parameters of the model, else from where LiteLLM looks for it."""
        version = model.model_kwargs.get("api_version") or getattr(model, "api_version", None)
        if version is None and model.model.startswith("azure/"):
            version = os.environ.get("AZURE_API_VERSION")
        return str(version) if version else None

    def api_key(self, model: Any) -> object:
        """LiteLLM takes keys from the environment when they are not configured."""
        configured = super().api_key(model) or model.model_kwargs.get("api_key")
        provider = model.custom_llm_provider or model.model.partition("/")[0]
        return configured or os.environ.get(f"{provider.upper()}_API_KEY")


_ALLOWED = "allowed_openai_params"
_AZURE = frozenset({"azure", "azure_text"})
_CLIENTS_OF_OPENAI = frozenset(
    {
        "bigmodel",
        "custom_openai",
        "openai",
        "text-completion-inception",
        "text-completion-openai",
    }
)
"""Providers that LiteLLM reaches through the openai package, and has on no list of its own."""
_CLIENTS_OF_THEIR_OWN = frozenset({"huggingface", "opencode_go", "ragflow"})
"""Providers on such a list whose API would get what is meant for the client."""


def _provider(model: Any) -> str:
    """Whose model it is; a name without its provider in front is one that LiteLLM knows."""
    if named := model.custom_llm_provider:
        return str(named)
    prefix: str = model.model.partition("/")[0]
    import litellm

    if prefix in _AZURE or prefix in _through_openai() or prefix in litellm.provider_list:
        return prefix
    try:
        return str(litellm.get_llm_provider(model=model.model, api_base=model.api_base)[1])
    except litellm.exceptions.BadRequestError:
        return prefix  # LiteLLM will refuse the call for the same reason


def _through_openai() -> set[str]:
    import litellm

    listed = {*_CLIENTS_OF_OPENAI, *litellm.openai_compatible_providers, *_described()}
    return listed - _CLIENTS_OF_THEIR_OWN


def _described() -> list[str]:
    """Providers that LiteLLM has no code for, but a description (in releases that have such)."""
    try:
        from litellm.llms.openai_like.json_loader import JSONProviderRegistry
    except ImportError:
        return []
    return list(JSONProviderRegistry.list_providers())


def _with_own_azure_client(model: Any, endpoint: object) -> Any:
    """Let LiteLLM make another Azure client for this call than for others.

    LiteLLM (1.82 to 1.110 at least) keeps Azure clients by endpoint, API version and key, not by
    `max_retries`: the first call decides for all that follow. A capital letter in the scheme makes
    it another endpoint to that cache, which nobody else has, and the same one on the wire.
    """
    if not endpoint:
        return model
    url = str(endpoint)
    given = without(model.model_kwargs, "api_base", "base_url")
    return variant(model, api_base=url[0].swapcase() + url[1:], model_kwargs=given)
