"""Jupyter AI 3: the class of the model that Jupyternaut instantiates.

For each message Jupyternaut makes a `ChatLiteLLM`, by the name its module imported it under. We
put a governed subclass under that name. The seam is the same from 3.0 to 3.2.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from ...language import noted
from ...models.dialects import dialect_of
from ...models.governed import Rule, governed_class, is_governed
from ...models.governor import Governor
from ...target import Target, clean_endpoint, key_mark
from ..adapter import KnownProvider, SeamMissing
from ..configuration import read_configuration
from ..connection import Connection, Unsaved
from ..saved import saved_configuration
from ..seam import missing_after
from .errors import ErrorsV3
from .models import connection_v3
from .turns import TurnsV3

_MODULE = "jupyter_ai_jupyternaut.jupyternaut.jupyternaut"
_NAME = "ChatLiteLLM"

# What the model picker of a chat says for "the model of the settings", and how the ids of the
# user's own models begin.
_DEFAULT = "jupyternaut/default"
_CUSTOM = "custom-"


class JupyterAiV3:
    """The bridge to Jupyter AI 3."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """`settings` are those of the web application, where Jupyternaut leaves its objects."""
        self._settings = settings
        self._rule: Rule | None = None
        self._errors = ErrorsV3()
        self._governed: type | None = None
        self._turns = TurnsV3()
        self.left_alone: list[SeamMissing] = []

    def install(self, governor: Governor) -> None:
        """See `Adapter.install`."""
        module = _jupyternaut()
        original = _original(module)
        self.uninstall()
        rule = Rule(governor, describe)
        governed = governed_class(original, rule)
        if not is_governed(governed):
            raise SeamMissing("seam-missing", f"{_MODULE}.{_NAME} does not stream.")
        setattr(module, _NAME, governed)
        self._rule, self._governed = rule, governed
        self.left_alone = missing_after(self._turns.install, self._errors.install)
        if self._turns.installed:
            self.left_alone += missing_after(self._turns.install_stop)

    def uninstall(self) -> None:
        """See `Adapter.uninstall`."""
        self._errors.uninstall()
        self._turns.uninstall()
        if self._rule is None or self._governed is None:
            return
        module = _jupyternaut()
        governed = self._governed
        # Another server of this process may have put its own there since.
        if getattr(module, _NAME, None) is governed:
            setattr(module, _NAME, governed.__mro__[1])
        self._rule.release()
        self._rule = self._governed = None

    def chat_target(self, selected: str | None = None) -> Target | None:
        """See `Adapter.chat_target`."""
        manager = self._settings.get("jupyternaut.config_manager")
        if manager is None:
            return None
        model_id, arguments = _chosen(manager, selected)
        if not model_id:
            return None
        named = ("api_base", "api_key", "custom_llm_provider")
        fields = {name: arguments.get(name) for name in named}
        fields["api_base"] = fields["api_base"] or arguments.get("base_url")
        # The very class that a message will use, so that both arrive at the same target;
        # not validated, for what is wrong with the arguments is Jupyternaut's to say.
        model_class = getattr(_jupyternaut(), _NAME)
        return describe(model_class.model_construct(model=model_id, **fields), {})

    def connection(self, unsaved: Unsaved) -> Connection | None:
        """See `Adapter.connection`."""
        manager = self._settings.get("jupyternaut.config_manager")
        if manager is None:
            return None
        return connection_v3(
            ungoverned,
            saved_configuration(Path(manager.config_path)),
            unsaved,
            chosen=manager.chat_model,
            arguments_of_chosen=manager.chat_model_args,
        )

    def configuration_file(self) -> str | None:
        """See `Adapter.configuration_file`."""
        return getattr(self._settings.get("jupyternaut.config_manager"), "config_path", None)

    def providers(self) -> list[KnownProvider]:
        """See `Adapter.providers`."""
        manager = self._settings.get("jupyternaut.config_manager")
        if manager is None:
            return []
        import litellm

        configuration = read_configuration(manager)
        in_use = _providers_of((*configuration.chosen, manager.chat_model))
        configured = in_use | _providers_of(configuration.with_parameters)
        ids = {str(getattr(each, "value", each)) for each in litellm.provider_list}
        return [
            KnownProvider(
                id=provider,
                name=provider,
                configured=provider in configured or _has_key(provider),
                in_use=provider in in_use,
            )
            for provider in sorted(ids | configured)
        ]


def ungoverned() -> tuple[ModuleType, type]:
    """Jupyternaut's module, loaded where it is not yet, and the class of its models as it is."""
    importlib.import_module(_MODULE)
    module = _jupyternaut()
    return module, _original(module)


def _chosen(manager: Any, selected: str | None) -> tuple[str | None, Mapping[str, Any]]:
    """Model id and arguments of a message, found as Jupyternaut 0.1 finds them."""
    if selected and selected != _DEFAULT:
        custom = manager.get_custom_model(selected)
        if custom is not None:
            return custom.model_id, dict(custom.params)
        if not selected.startswith(_CUSTOM):
            return selected, dict(manager.get_config().fields.get(selected) or {})
    return manager.chat_model, manager.chat_model_args


def describe(model: Any, kwargs: dict[str, Any]) -> Target:
    """The target of a call."""
    dialect = dialect_of(type(model))
    provider, name = split_model_id(model.model, model.custom_llm_provider)
    return Target(
        provider=provider,
        model=name,
        endpoint=clean_endpoint(dialect.endpoint(model)),
        api_version=dialect.api_version(model),
        tools=bool(kwargs.get("tools") or kwargs.get("functions")),
        key_mark=key_mark(dialect.api_key(model)),
    )


def split_model_id(model_id: str, provider: str | None = None) -> tuple[str, str]:
    """Provider and model of a LiteLLM model id.

    `azure/gpt-4o` is `azure`, `gpt-4o`. An id without a prefix is one that LiteLLM knows by
    heart, such as `gpt-4o`; LiteLLM is then asked whose it is.
    """
    prefix, slash, rest = model_id.partition("/")
    if provider:
        return provider, rest if slash and prefix == provider else model_id
    if slash:
        return prefix, rest
    import litellm

    try:
        name, provider, _, _ = litellm.get_llm_provider(model=model_id)
    except litellm.exceptions.BadRequestError:
        # LiteLLM will refuse the call for the same reason, in its own words.
        return "unknown", model_id
    return str(provider), str(name)


def _providers_of(model_ids: Iterable[str | None]) -> set[str]:
    return {split_model_id(model_id)[0] for model_id in model_ids if model_id}


def _has_key(provider: str) -> bool:
    return bool(os.environ.get(f"{provider.upper()}_API_KEY"))


def _jupyternaut() -> ModuleType:
    module = sys.modules.get(_MODULE)
    if module is None:
        raise SeamMissing(
            "jupyter-ai-not-loaded",
            noted(
                "Jupyter AI 3 is installed, but Jupyternaut's server extension was not loaded. "
                "`pip install jupyter-ai-jupyternaut` and `jupyter server extension list` help."
            ),
        )
    return module


def _original(module: ModuleType) -> type:
    current = getattr(module, _NAME, None)
    if not isinstance(current, type):
        raise SeamMissing("seam-missing", f"{_MODULE} has no class {_NAME}.")
    if is_governed(current):
        return current.__mro__[1]
    if getattr(current, "_astream_chat_model_events", None) is not None:
        # langchain-core would call this instead of `_astream`, past the switch.
        raise SeamMissing("seam-missing", f"{_MODULE}.{_NAME} streams in a way not known here.")
    persona = getattr(module, "JupyternautPersona", None)
    # Another server of this process may have wrapped it.
    get_agent = inspect.unwrap(getattr(persona, "get_agent", None))  # type: ignore[arg-type]
    code = getattr(get_agent, "__code__", None)
    if code is None or _NAME not in code.co_names:
        raise SeamMissing(
            "seam-missing", f"JupyternautPersona.get_agent does not make its model as {_NAME}."
        )
    return current
