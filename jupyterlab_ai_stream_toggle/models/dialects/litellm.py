"""LiteLLM, as Jupyternaut and langchain-litellm use it."""

from __future__ import annotations

import os
from typing import Any

from .base import Call, Dialect, variant, without_nested


class LiteLlm(Dialect):
    """Everything of a call can be said in its keyword arguments."""

    classes = frozenset({"ChatLiteLLM"})

    def plain(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """`streaming=True` of the model would win over `stream=False` of the call, so both."""
        model_kwargs = without_nested(model.model_kwargs, "stream", "stream_options")
        model = variant(model, streaming=False, model_kwargs=model_kwargs)
        return model, {**without_nested(kwargs, "stream", "stream_options"), "stream": False}

    def without_retries(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """`max_retries` of the call reaches the provider's client.

        The model's own field of that name is another loop, around LiteLLM. Only providers that
        LiteLLM reaches through the openai package retry inside LiteLLM; others ignore the
        argument or, like huggingface, would send it to the endpoint.
        """
        model = variant(model, max_retries=1)
        provider = model.custom_llm_provider or model.model.partition("/")[0]
        if provider == "azure":
            return _with_own_azure_client(model, self.endpoint(model)), {**kwargs, "max_retries": 0}
        if provider in _through_openai():
            return model, {**kwargs, "max_retries": 0}
        return model, kwargs

    def without_options(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """An explicit None keeps the model from adding its default."""
        model = variant(model, model_kwargs=without_nested(model.model_kwargs, "stream_options"))
        return model, {**without_nested(kwargs, "stream_options"), "stream_options": None}

    def endpoint(self, model: Any) -> object:
        """LiteLLM takes Azure's endpoint from the environment when it is not configured."""
        configured = model.api_base or model.model_kwargs.get("api_base")
        if configured is None and model.model.startswith("azure/"):
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


def _through_openai() -> set[str]:
    import litellm

    return {"openai", "custom_openai", *litellm.openai_compatible_providers} - {"huggingface"}


def _with_own_azure_client(model: Any, endpoint: object) -> Any:
    """Let LiteLLM make another Azure client for this call than for others.

    LiteLLM (1.82 to 1.105 at least) keeps Azure clients by endpoint, API version and key, not by
    `max_retries`: the first call decides for all that follow. A trailing slash, which the client
    itself strips, makes it another endpoint to that cache and the same one on the wire.
    """
    if not endpoint:
        return model
    url = str(endpoint)
    return variant(model, api_base=url.rstrip("/") if url.endswith("/") else f"{url}/")
