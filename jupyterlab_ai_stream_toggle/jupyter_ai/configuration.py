"""Jupyter AI's own configuration, which both generations keep in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Configured:
    """What Jupyter AI's configuration file says."""

    chosen: frozenset[str] = frozenset()
    """Ids of the models chosen for chat and for completion."""
    with_parameters: frozenset[str] = frozenset()
    """Ids of all models that have parameters, chosen or not."""
    key_names: frozenset[str] = frozenset()
    """Names of the keys that are stored, never their values."""


def read_configuration(manager: Any) -> Configured:
    """Ask Jupyter AI's configuration manager; it reads the file when that has changed.

    Jupyter AI cannot describe a file that somebody wrote without `api_keys` (2.31 and 3.2 raise
    KeyError), though it chats with it; nothing is known about such a file.
    """
    try:
        config = manager.get_config()
    except KeyError:
        return Configured()
    custom = getattr(config, "custom_models", None) or []
    # Before 2.15 there was one model for everything.
    for_completion = getattr(config, "completions_model_provider_id", None)
    return Configured(
        chosen=_ids((config.model_provider_id, for_completion)),
        with_parameters=_ids([*config.fields, *(model.model_id for model in custom)]),
        key_names=frozenset(config.api_keys),
    )


def _ids(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name for name in names if name)
