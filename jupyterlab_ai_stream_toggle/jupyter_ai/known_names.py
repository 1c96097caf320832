"""Which providers and models Jupyter AI knows, where no server runs: for the command line."""

from __future__ import annotations

import importlib.util
import json
import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from .detect import Generation

_PRICES = "model_prices_and_context_window_backup.json"
"""The file of LiteLLM's package that lists models with their providers."""
_FREELY_NAMED = "*"
"""Stands among the models of a provider of Jupyter AI 2 that takes any name."""


@dataclass(frozen=True)
class KnownModels:
    """The models of a provider."""

    names: Collection[str]
    complete: bool
    """Whether it has no others. Names of deployments and of one's own models are in no list."""


def known_models(generation: Generation, provider: str) -> KnownModels | None:
    """The models of a provider; None where Jupyter AI has no such provider.

    Imports client libraries only where the name is in no list that can be had without: that takes
    seconds. Raises whatever they raise.
    """
    if generation is Generation.V2:
        found = _provider_v2(provider)
        if found is None:
            return None
        names = set(found.models)
        return KnownModels(names - {_FREELY_NAMED}, _FREELY_NAMED not in names)
    listed = _listed_by_litellm()
    if provider in listed or provider in known_providers(generation):
        return KnownModels(listed.get(provider, ()), complete=False)
    return None


def known_providers(generation: Generation) -> Collection[str]:
    """The ids of all providers. Imports client libraries."""
    if generation is Generation.V2:
        from jupyter_ai_magics.utils import get_lm_providers

        return set(get_lm_providers())
    # LiteLLM would fetch a newer list from the network.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm

    return {str(getattr(each, "value", each)) for each in litellm.provider_list}


def _provider_v2(provider: str) -> Any:
    """Its class. The one of that name is loaded alone; its id may be another."""
    for each in entry_points(group="jupyter_ai.model_providers", name=provider):
        found = each.load()
        if found.id == provider:
            return found
    from jupyter_ai_magics.utils import get_lm_providers

    return get_lm_providers().get(provider)


def _listed_by_litellm() -> Mapping[str, set[str]]:
    """Models by provider, from LiteLLM's own file: quick, and not all of them."""
    package = importlib.util.find_spec("litellm")
    folder = next(iter(package.submodule_search_locations or ()), None) if package else None
    if folder is None or not (file := Path(folder) / _PRICES).exists():
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for name, facts in json.loads(file.read_text(encoding="utf-8")).items():
        provider = facts.get("litellm_provider")
        if provider:
            found[provider].add(name.removeprefix(f"{provider}/"))
    return found
