"""Jupyter AI 3: the class of the models that Jupyternaut and personas of others make.

For each message Jupyternaut makes a `ChatLiteLLM`, which is governed where it is defined.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...models.dialects import dialect_of, split_model_id
from ...models.governor import Governor
from ...target import Target, clean_endpoint, key_mark
from ..adapter import KnownProvider, SeamMissing
from ..configuration import read_configuration
from ..connection import Connection, Unsaved
from ..reach import Governed, Obeying, Persona, governed_of
from ..saved import saved_configuration
from ..seam import missing_after
from . import seams
from .definition import Definition
from .errors import ErrorsV3
from .models import connection_v3
from .personas import PersonasV3
from .turns import TurnsV3


class JupyterAiV3:
    """The bridge to Jupyter AI 3."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """`settings` are those of the web application, where Jupyternaut leaves its objects."""
        self._settings = settings
        self._definition: Definition | None = None
        self._errors = ErrorsV3()
        self._turns = TurnsV3()
        self._personas = PersonasV3()
        self.left_alone: list[SeamMissing] = []

    def install(self, governor: Governor) -> None:
        """See `Adapter.install`."""
        definition = Definition(seams.model_class(seams.jupyternaut()), describe)
        self.uninstall()
        definition.govern(governor)
        self._definition = definition
        missing = missing_after(self._turns.install, self._errors.install)
        if self._turns.installed:
            missing += missing_after(self._turns.install_stop)
        missing += missing_after(self._personas.install_stop, self._personas.install_errors)
        # Where there is no Stop button, there is none for Jupyternaut and none for others.
        self.left_alone = list({str(each): each for each in missing}.values())

    def uninstall(self) -> None:
        """See `Adapter.uninstall`."""
        self._errors.uninstall()
        self._personas.uninstall()
        self._turns.uninstall()
        if self._definition is not None:
            self._definition.restore()
            self._definition = None

    def governed(self) -> list[Governed]:
        """See `Adapter.governed`."""
        classes = [self._definition.model_class] if self._definition else []
        return governed_of(classes, Obeying.ALL)

    def personas(self) -> list[Persona]:
        """See `Adapter.personas`."""
        return [
            Persona(str(each.id), str(each.name), self._personas.reach(each))
            for each in seams.open_personas(self._settings)
        ]

    def chat_target(self, selected: str | None = None) -> Target | None:
        """See `Adapter.chat_target`."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
        if manager is None:
            return None
        model_id, arguments = seams.chosen(manager, selected)
        if not model_id:
            return None
        named = ("api_base", "api_key", "custom_llm_provider")
        fields = {name: arguments.get(name) for name in named}
        fields["api_base"] = fields["api_base"] or arguments.get("base_url")
        # The very class that a message will use, so that both arrive at the same target;
        # not validated, for what is wrong with the arguments is Jupyternaut's to say.
        model_class: Any = seams.model_class(seams.jupyternaut())
        return describe(model_class.model_construct(model=model_id, **fields), {})

    def connection(self, unsaved: Unsaved) -> Connection | None:
        """See `Adapter.connection`."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
        if manager is None:
            return None
        return connection_v3(
            seams.ungoverned,
            saved_configuration(Path(manager.config_path)),
            unsaved,
            chosen=manager.chat_model,
            arguments_of_chosen=manager.chat_model_args,
            persona=lambda: seams.open_persona(self._settings),
        )

    def configuration_file(self) -> str | None:
        """See `Adapter.configuration_file`."""
        return getattr(self._settings.get(seams.CONFIG_MANAGER), "config_path", None)

    def providers(self) -> list[KnownProvider]:
        """See `Adapter.providers`."""
        manager = self._settings.get(seams.CONFIG_MANAGER)
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


def _providers_of(model_ids: Iterable[str | None]) -> set[str]:
    return {split_model_id(model_id)[0] for model_id in model_ids if model_id}


def _has_key(provider: str) -> bool:
    return bool(os.environ.get(f"{provider.upper()}_API_KEY"))
