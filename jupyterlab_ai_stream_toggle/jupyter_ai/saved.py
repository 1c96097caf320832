"""What Jupyter AI saved, read without Jupyter AI: for the command line, where no server runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir

from ..language import say
from ..target import Target, clean_endpoint, key_mark
from .connection import ENDPOINT_FIELDS, VERSION_FIELDS, first_of
from .detect import Generation

_FILE = Path("jupyter_ai", "config.json")


class SavedUnreadable(Exception):
    """Jupyter AI's file cannot be read; the text says why, and quotes nothing of it."""


@dataclass(frozen=True)
class Saved:
    """The chat model that is chosen in Jupyter AI's settings."""

    target: Target
    key: str | None
    """The key that Jupyter AI keeps for it, if it keeps one."""


def configuration_path() -> Path:
    """Where both generations keep their settings, unless told otherwise."""
    return Path(jupyter_data_dir()) / _FILE


def saved_configuration(path: Path) -> dict[str, Any]:
    """All that a file of Jupyter AI says; empty where there is none. Raises SavedUnreadable."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SavedUnreadable(
            say("{path} cannot be read: {error}.", path=path, error=error.strerror)
        ) from error
    except ValueError as error:
        raise SavedUnreadable(say("{path} is not JSON.", path=path)) from error
    return mapping(data)


def saved_model(generation: Generation) -> Saved | None:
    """The chosen chat model; None where nothing was chosen yet. Raises SavedUnreadable."""
    data = saved_configuration(configuration_path())
    name = data.get("model_provider_id")
    if not isinstance(name, str):
        return None
    provider, mark, model = name.partition(":" if generation is Generation.V2 else "/")
    if not mark:
        return None
    fields = fields_of(data, name)
    key = _key(data, provider, fields)
    target = Target(
        provider=provider,
        model=model,
        endpoint=clean_endpoint(first_of(fields, ENDPOINT_FIELDS)),
        api_version=first_of(fields, VERSION_FIELDS),
        key_mark=key_mark(key),
    )
    return Saved(target, key)


def _key(data: dict[str, Any], provider: str, fields: dict[str, Any]) -> str | None:
    own = first_of(fields, tuple(name for name in fields if name.endswith("api_key")))
    if own:
        return own
    keys = {str(name).upper(): key for name, key in mapping(data.get("api_keys")).items()}
    stem = provider.partition("-")[0].upper()
    return first_of(keys, (f"{stem}_API_KEY", f"{stem}_OPENAI_API_KEY"))


def fields_of(saved: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The parameters of a model in a configuration."""
    return mapping(mapping(saved.get("fields")).get(name))


def mapping(value: object) -> dict[str, Any]:
    """The value, if it is an object; an empty one for everything else."""
    return dict(value) if isinstance(value, Mapping) else {}
