"""Jupyter AI 2: the provider classes that its configuration manager hands out.

Chat handlers, context providers and inline completion all get the class of the chosen model from
two properties of `ConfigManager` and instantiate it themselves. We put governed subclasses there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...models.dialects import dialect_of
from ...models.governed import governed_class
from ...models.governor import Governor
from ...models.rule import Rule
from ...target import Target, clean_endpoint, key_mark
from ..adapter import KnownProvider, SeamMissing
from ..configuration import read_configuration
from ..connection import Connection, Unsaved
from ..reach import Governed, Obeying, Persona, governed_of
from ..saved import saved_configuration
from ..seam import missing_after
from . import seams
from .errors import ErrorsV2
from .models import connection_v2
from .stop import StopV2


class _GovernedProvider(property):
    """A property of `ConfigManager` whose provider class is governed."""

    def __init__(self, original: property, rule: Rule) -> None:
        classes: dict[type, type] = {}

        def governed(manager: Any) -> type | None:
            provider = original.__get__(manager)
            if provider is None or rule.governor is None:
                return provider  # type: ignore[no-any-return]
            # The same class each time: Jupyter AI compares what it gets.
            if provider not in classes:
                classes[provider] = governed_class(provider, rule)
            return classes[provider]

        super().__init__(governed, doc=original.__doc__)
        self.original = original
        self.rule = rule
        self.classes = classes


class JupyterAiV2:
    """The bridge to Jupyter AI 2."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """`settings` are those of the web application, where Jupyter AI leaves its objects."""
        self._settings = settings
        self._rules: list[Rule] = []
        self._stop = StopV2()
        self._errors = ErrorsV2()
        self.left_alone: list[SeamMissing] = []

    def install(self, governor: Governor) -> None:
        """See `Adapter.install`."""
        manager = seams.config_manager_class()
        originals = {name: _original(manager, name) for name in seams.model_properties(manager)}
        self.uninstall()
        for name, original in originals.items():
            # Where a completion is asked for, there may be nothing to complete.
            rule = Rule(governor, describe, silence_is_golden=name == seams.COMPLETION_MODEL)
            setattr(manager, name, _GovernedProvider(original, rule))
            self._rules.append(rule)
        self.left_alone = missing_after(
            self._stop.install, self._errors.install, self._errors.install_completion
        )

    def uninstall(self) -> None:
        """See `Adapter.uninstall`."""
        self._errors.uninstall()
        self._stop.uninstall()
        if not self._rules:
            return
        manager = seams.config_manager_class()
        for name in seams.model_properties(manager):
            current = vars(manager).get(name)
            # Another server of this process may have put its own there since.
            if isinstance(current, _GovernedProvider) and current.rule in self._rules:
                setattr(manager, name, current.original)
        for rule in self._rules:
            rule.release()
        self._rules = []

    def governed(self) -> list[Governed]:
        """See `Adapter.governed`: those that were handed out so far."""
        classes = [kind for each in self._properties() for kind in each.classes]
        return governed_of(classes, Obeying.OF_JUPYTER_AI)

    def personas(self) -> list[Persona]:
        """See `Adapter.personas`. There are none."""
        return []

    def _properties(self) -> list[_GovernedProvider]:
        if not self._rules:
            return []
        manager = seams.config_manager_class()
        current = (vars(manager).get(name) for name in seams.model_properties(manager))
        return [each for each in current if isinstance(each, _GovernedProvider)]

    def chat_target(self, selected: str | None = None) -> Target | None:  # noqa: ARG002
        """See `Adapter.chat_target`. Here all chats have the same model."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
        if manager is None:
            return None
        model_id = manager.lm_gid
        if not model_id or ":" not in model_id:
            return None
        provider, model = model_id.split(":", 1)
        fields = manager.lm_provider_params or {}
        endpoint = fields.get("azure_endpoint") or fields.get("openai_api_base")
        return Target(
            provider=provider,
            model=model,
            endpoint=clean_endpoint(endpoint or fields.get("base_url")),
            api_version=fields.get("api_version") or fields.get("openai_api_version"),
            key_mark=key_mark(_key(fields)),
        )

    def connection(self, unsaved: Unsaved) -> Connection | None:
        """See `Adapter.connection`."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
        if manager is None:
            return None
        return connection_v2(
            self._settings.get("lm_providers", {}),
            saved_configuration(Path(manager.config_path)),
            unsaved,
            arguments_of_chosen=lambda: manager.lm_provider_params,
            model_parameters=self._settings.get("model_parameters"),
        )

    def configuration_file(self) -> str | None:
        """See `Adapter.configuration_file`."""
        return getattr(self._settings.get(seams.CONFIG_MANAGER), "config_path", None)

    def providers(self) -> list[KnownProvider]:
        """See `Adapter.providers`."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
        if manager is None:
            return []
        configured = read_configuration(manager)
        in_use = {_provider(name) for name in (*configured.chosen, manager.lm_gid or "")}
        with_parameters = {_provider(name) for name in configured.with_parameters}
        return [
            KnownProvider(
                id=provider_id,
                name=getattr(provider, "name", provider_id),
                configured=provider_id in in_use | with_parameters
                or _key_name(provider) in configured.key_names,
                in_use=provider_id in in_use,
            )
            for provider_id, provider in self._settings.get("lm_providers", {}).items()
        ]


def describe(model: Any, kwargs: dict[str, Any]) -> Target:
    """The target of a call."""
    dialect = dialect_of(type(model))
    return Target(
        provider=type(model).id,
        model=model.model_id,
        endpoint=clean_endpoint(dialect.endpoint(model)),
        api_version=dialect.api_version(model),
        tools=bool(kwargs.get("tools") or kwargs.get("functions")),
        key_mark=key_mark(dialect.api_key(model)),
    )


def _provider(model_id: str) -> str:
    return model_id.partition(":")[0]


def _key(fields: Mapping[str, Any]) -> object:
    return next((fields[name] for name in fields if name.endswith("api_key")), None)


def _key_name(provider: Any) -> str | None:
    strategy = getattr(provider, "auth_strategy", None)
    return getattr(strategy, "name", None)


def _original(manager: type, name: str) -> property:
    current = seams.model_property(manager, name)
    if isinstance(current, _GovernedProvider):
        return current.original
    return current
