"""The chat model of Jupyter AI 2, for whoever wants to try it out of the switch's reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...target import Target, clean_endpoint, key_mark
from ..connection import (
    ENDPOINT_FIELDS,
    VERSION_FIELDS,
    Connection,
    Protocol,
    Unsaved,
    first_of,
    replaced,
)
from ..saved import fields_of, mapping
from .message import message_v2

_AZURE = {"AzureChatOpenAI"}
_OPENAI = {"BaseChatOpenAI", "ChatOpenAI"}


def connection_v2(
    providers: Mapping[str, Any],
    saved: Mapping[str, Any],
    unsaved: Unsaved,
    *,
    arguments_of_chosen: Callable[[], Mapping[str, Any]] | None = None,
    model_parameters: Mapping[str, Any] | None = None,
) -> Connection | None:
    """The chosen model, or the one that `unsaved` names; None where there is none.

    `providers` are the provider classes by id, `saved` is the content of Jupyter AI's file,
    `arguments_of_chosen` is Jupyter AI's own word on the arguments of the chosen model, where it
    runs, and `model_parameters` are those of the administrator's configuration.
    """
    chosen = str(saved.get("model_provider_id") or "")
    chosen_provider, _, chosen_model = chosen.partition(":")
    provider = unsaved.provider or chosen_provider
    model = unsaved.model or (chosen_model if provider == chosen_provider else "")
    if not provider or not model:
        return None
    name = f"{provider}:{model}"
    provider_class = providers.get(provider)
    fields = fields_of(saved, name) or (
        fields_of(saved, chosen) if provider == chosen_provider else {}
    )
    key_argument, key_name = _key(provider_class)
    key = unsaved.api_key or mapping(saved.get("api_keys")).get(key_name or "")
    azure = bool(_AZURE & _ancestors(provider_class))

    def arguments() -> dict[str, Any]:
        if name == chosen and arguments_of_chosen is not None:
            made = dict(arguments_of_chosen())
        else:
            # As `ConfigManager.lm_provider_params` puts them together.
            made = {"model_id": model, **{each: value or None for each, value in fields.items()}}
            if key_argument and key:
                made[key_argument] = key
        for names, value in (
            (ENDPOINT_FIELDS, unsaved.endpoint),
            (VERSION_FIELDS, unsaved.api_version),
        ):
            made = replaced(made, names, _name_among(names, made, provider_class), value)
        if key_argument and unsaved.api_key:
            made[key_argument] = unsaved.api_key
        # As chat handlers do when they make their model.
        return {"verbose": True, **made, **mapping(mapping(model_parameters).get(name))}

    def make() -> Any:
        if provider_class is None:
            raise ValueError(f"Jupyter AI has no provider {provider}.")
        return provider_class(**arguments())

    address = unsaved.endpoint or first_of(fields, ENDPOINT_FIELDS)
    protocol = Protocol.AZURE if azure else Protocol.OPENAI
    return Connection(
        target=Target(
            provider=provider,
            model=model,
            endpoint=clean_endpoint(address),
            api_version=unsaved.api_version or first_of(fields, VERSION_FIELDS),
            key_mark=key_mark(key),
        ),
        address=address,
        key=key if isinstance(key, str) and key else None,
        key_name=key_name,
        protocol=protocol if _openai(provider_class) else None,
        make=make,
        arguments=arguments,
        message=message_v2,
        at_openai=_openai(provider_class) and not azure,
    )


def _name_among(names: tuple[str, ...], values: Mapping[str, Any], provider_class: Any) -> str:
    """What this provider calls it: as it is saved, or as its form in the settings has it."""
    form = {str(field.key) for field in getattr(provider_class, "fields", None) or []}
    return next((name for name in names if name in values or name in form), names[-1])


def _key(provider_class: Any) -> tuple[str | None, str | None]:
    """The argument that takes the key, and the name under which Jupyter AI saves it."""
    strategy: Any = getattr(provider_class, "auth_strategy", None)
    if getattr(strategy, "type", None) != "env":
        return None, None
    name = str(strategy.name)
    return getattr(strategy, "keyword_param", None) or name.lower(), name


def _ancestors(provider_class: Any) -> set[str]:
    return {kind.__name__ for kind in getattr(provider_class, "__mro__", ())}


def _openai(provider_class: Any) -> bool:
    return bool(_OPENAI & _ancestors(provider_class))
