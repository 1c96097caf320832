"""langchain-openai: ChatOpenAI, AzureChatOpenAI, OpenAI, AzureOpenAI and their descendants."""

from __future__ import annotations

from typing import Any

from .base import Call, Dialect, value_of, variant, without, without_nested


class OpenAi(Dialect):
    """Retries belong to the client object, which is made when the model is."""

    classes = frozenset({"BaseChatOpenAI", "ChatOpenAI", "BaseOpenAI"})

    def without_retries(
        self, model: Any, kwargs: dict[str, Any], *, blocking: bool = False
    ) -> Call:
        """The same connection pool behind a client that does not retry."""
        changes = {
            name: _without_retries(client)
            for name in (_BLOCKING if blocking else _AWAITED)
            if (client := getattr(model, name, None)) is not None
        }
        return variant(model, **changes), kwargs

    def without_options(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """`stream_usage` is what makes langchain-openai send `stream_options`."""
        options_off = {"stream_usage": False} if hasattr(model, "stream_usage") else {}
        model = _without(model, "stream_options")
        model = variant(model, **options_off)
        return model, {**without_nested(kwargs, "stream_options"), **options_off}

    def plain(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """Leave out `stream_options` that a user put into `model_kwargs`, too."""
        model, kwargs = super().plain(model, without(kwargs, "stream_usage"))
        return _without(model, "stream", "stream_options"), kwargs

    def endpoint(self, model: Any) -> object:
        """Azure's endpoint, or OpenAI's base URL."""
        return value_of(model, "azure_endpoint") or value_of(model, "openai_api_base")

    def api_version(self, model: Any) -> str | None:
        """Azure's `api-version`."""
        version: str | None = value_of(model, "openai_api_version")
        return version


_AWAITED = ("root_async_client", "async_client")
_BLOCKING = ("root_client", "client")


def _without(model: Any, *names: str) -> Any:
    """The model without these parameters of the request, wherever a user may have put them."""
    model_kwargs = without_nested(getattr(model, "model_kwargs", None), *names)
    changes: dict[str, Any] = {"model_kwargs": model_kwargs}
    if extra_body := getattr(model, "extra_body", None):
        changes["extra_body"] = without(extra_body, *names)
    return variant(model, **changes)


def _without_retries(client: Any) -> Any:
    """A client, or one of its resources (`client.chat.completions`), that makes one attempt."""
    if hasattr(client, "with_options"):
        return client.with_options(max_retries=0)
    owner = getattr(client, "_client", None)
    if owner is None or not hasattr(owner, "with_options"):
        return client
    return type(client)(owner.with_options(max_retries=0))
