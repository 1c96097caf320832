"""A dialect: how one family of models is told to stream, not to stream, and not to retry."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

Call = tuple[Any, dict[str, Any]]
"""A model and the keyword arguments of the call."""


class Dialect:
    """For a model whose client library we know nothing about, what LangChain itself defines.

    Each method takes the model and the keyword arguments of the call, and returns both, changed
    as asked. The model that came in is never changed: it is shared between concurrent replies.
    """

    classes: frozenset[str] = frozenset()
    """Names of the model classes (theirs or an ancestor's) that speak this dialect."""

    def plain(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """No streaming, not even inside `_agenerate`."""
        kwargs = without_nested(kwargs, "stream", "stream_options")
        return variant(model, streaming=False), kwargs

    def without_retries(
        self, model: Any, kwargs: dict[str, Any], *, blocking: bool = False
    ) -> Call:
        """One attempt only, where the model has a field for that.

        `blocking`: for a call that is not awaited.
        """
        del blocking
        return variant(model, max_retries=0), kwargs

    def without_options(self, model: Any, kwargs: dict[str, Any]) -> Call:
        """A stream with no `stream_options`."""
        return variant(model, stream_options=None), without_nested(kwargs, "stream_options")

    def endpoint(self, model: Any) -> object:
        """The configured URL of the endpoint, or None for the provider's own default."""
        for name in ("base_url", "api_base", "endpoint", "endpoint_url", "anthropic_api_url"):
            if value := getattr(model, name, None):
                return value
        return None

    def api_version(self, model: Any) -> str | None:
        """The configured API version, if the provider has such a thing."""
        version = getattr(model, "api_version", None)
        return str(version) if version else None

    def api_key(self, model: Any) -> object:
        """The configured key, as the model keeps it, or None."""
        for name, value in model.__dict__.items():
            if value and name.endswith(("api_key", "_api_token")):
                return value
        return None


def variant(model: Any, **changes: Any) -> Any:
    """A shallow copy of a LangChain model with some fields changed.

    Fields the model does not have are ignored. Values that were cached from the fields (clients,
    mostly) are dropped, as they were made from the old ones. Works for pydantic 1 and 2 models;
    no validator runs, for validators would build new HTTP clients.
    """
    fields = {name: value for name, value in changes.items() if name in model.__dict__}
    if all(model.__dict__[name] == value for name, value in fields.items()):
        return model
    cached = _cached(type(model))
    kept = {name: value for name, value in model.__dict__.items() if name not in cached}
    return copied(model, {**kept, **fields})


def value_of(model: Any, name: str) -> Any:
    """What the model has under a name that some classes have: a field, or what a class computes.

    Not `getattr` alone: what pydantic does about a field that is not there takes long.
    """
    value = vars(model).get(name)
    if not value and any(name in vars(kind) for kind in type(model).__mro__):
        value = getattr(model, name, None)
    return value or None


_CACHED: WeakKeyDictionary[type, frozenset[str]] = WeakKeyDictionary()


def _cached(model_class: type) -> frozenset[str]:
    """What instances of the class keep once it was computed.

    Looked for once in each class, which has hundreds of attributes: a refusal and the plain
    request wait for it.
    """
    names = _CACHED.get(model_class)
    if names is None:
        names = _CACHED[model_class] = frozenset(
            name
            for kind in model_class.__mro__
            for name, value in vars(kind).items()
            if isinstance(value, cached_property)
        )
    return names


def copied(model: Any, values: dict[str, Any] | None = None) -> Any:
    """A shallow copy of a LangChain model, with its own values or with these."""
    clone = copy.copy(model)
    # pydantic 1 shares the dictionary between copies, and both versions guard attributes.
    object.__setattr__(clone, "__dict__", dict(model.__dict__ if values is None else values))
    return clone


def without(kwargs: dict[str, Any], *names: str) -> dict[str, Any]:
    """The keyword arguments without some of them."""
    return {name: value for name, value in kwargs.items() if name not in names}


def without_nested(values: dict[str, Any] | None, *names: str) -> dict[str, Any]:
    """The same, also inside of `extra_body`, which goes into the request as it stands."""
    kept = without(values or {}, *names)
    if isinstance(kept.get("extra_body"), dict):
        kept["extra_body"] = without(kept["extra_body"], *names)
    return kept
