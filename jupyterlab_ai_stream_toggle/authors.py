"""For authors of personas, chat handlers and agents: the switch for models of their own."""

from __future__ import annotations

from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from .models.dialects import copied, dialect_of, split_model_id
from .models.governed import governed_class, is_governed, streams
from .models.rule import Rule
from .models.running import rule_of
from .target import Target, clean_endpoint, key_mark

Model = TypeVar("Model")

_classes: WeakKeyDictionary[Rule, dict[type, type]] = WeakKeyDictionary()


def govern(model: Model) -> Model:
    """A LangChain chat model or LLM that obeys the streaming switch.

    It is of a subclass of the model's own class, with the same fields, clients and callbacks; the
    model that is passed in stays as it is. Its `astream` is delivered as the switch says, with the
    ladder of `auto`, and its failures are diagnosed; `ainvoke` is passed through, except that an
    endpoint that takes streams only is read. Without a running switch (no server, or Jupyter AI is
    not known to the extension) the model itself is returned, and so are one that obeys already, one
    that implements no streaming, and anything that is no model.

    The provider and the model by which the settings know it are those that LangChain reports for
    tracing, `openai` and `gpt-4o` for instance; of LiteLLM's models those of the model id.
    """
    rule = rule_of(describe)
    kind = type(model)
    if rule is None or is_governed(kind) or not streams(kind):
        return model
    governed = copied(model)
    object.__setattr__(governed, "__class__", _class_of(kind, rule))
    return governed  # type: ignore[no-any-return]


def governed_classes() -> list[type]:
    """The classes of the models that were passed to `govern`, as their authors know them."""
    rule = rule_of(describe)
    return list(_classes.get(rule, ())) if rule else []


def _class_of(kind: type, rule: Rule) -> type:
    """The same class each time, for it is expensive to make."""
    classes = _classes.setdefault(rule, {})
    if kind not in classes:
        classes[kind] = governed_class(kind, rule)
    return classes[kind]


def describe(model: Any, kwargs: dict[str, Any]) -> Target:
    """The target of a call."""
    dialect = dialect_of(type(model))
    provider, name = _names(model)
    return Target(
        provider=provider,
        model=name,
        endpoint=clean_endpoint(dialect.endpoint(model)),
        api_version=dialect.api_version(model),
        tools=bool(kwargs.get("tools") or kwargs.get("functions")),
        key_mark=key_mark(dialect.api_key(model)),
    )


def _names(model: Any) -> tuple[str, str]:
    """Provider and model, as LangChain's traces have them, or LiteLLM."""
    told = model._get_ls_params()  # noqa: SLF001  # LangChain's for those who trace its models
    provider = told.get("ls_provider") or type(model).__name__.lower()
    name = str(told.get("ls_model_name") or "unknown")
    if provider == "litellm":
        return split_model_id(name, getattr(model, "custom_llm_provider", None))
    return str(provider), name
