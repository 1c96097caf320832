"""What Jupyter AI saved, read without Jupyter AI: for the command line, where no server runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir

from ..target import Target, clean_endpoint, key_mark
from .detect import Generation

_FILE = Path("jupyter_ai", "config.json")
_ENDPOINTS = ("azure_endpoint", "openai_api_base", "api_base", "base_url")
_VERSIONS = ("api_version", "openai_api_version")


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


def saved_model(generation: Generation) -> Saved | None:
    """The chosen chat model; None where nothing was chosen yet. Raises SavedUnreadable."""
    path = configuration_path()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SavedUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SavedUnreadable(f"{path} is not JSON.") from error
    name = data.get("model_provider_id") if isinstance(data, dict) else None
    if not isinstance(name, str):
        return None
    provider, mark, model = name.partition(":" if generation is Generation.V2 else "/")
    if not mark:
        return None
    fields = _mapping(_mapping(data.get("fields")).get(name))
    key = _key(data, provider, fields)
    target = Target(
        provider=provider,
        model=model,
        endpoint=clean_endpoint(_first(fields, _ENDPOINTS)),
        api_version=_first(fields, _VERSIONS),
        key_mark=key_mark(key),
    )
    return Saved(target, key)


def _key(data: dict[str, Any], provider: str, fields: dict[str, Any]) -> str | None:
    own = _first(fields, tuple(name for name in fields if name.endswith("api_key")))
    if own:
        return own
    keys = {str(name).upper(): key for name, key in _mapping(data.get("api_keys")).items()}
    stem = provider.partition("-")[0].upper()
    return _first(keys, (f"{stem}_API_KEY", f"{stem}_OPENAI_API_KEY"))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(values: dict[str, Any], names: tuple[str, ...]) -> str | None:
    found = (values.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each), None)
