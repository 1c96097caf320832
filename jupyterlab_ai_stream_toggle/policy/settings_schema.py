"""What the settings may be, and what they are where nobody says anything.

The schema and the administrator's `overrides.json` are read by `jupyterlab_server`'s own functions,
so that they count exactly as in JupyterLab. It validates by the same schema as JupyterLab.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import json5
from jsonschema import Draft7Validator
from jupyterlab_server.settings_utils import get_settings
from tornado.web import HTTPError

from ..language import say
from ..modes import Mode
from .directories import SettingsDirectories
from .layers import DEFAULT_MODE, MODELS, PROVIDERS, SECONDS, Layer
from .settings_error import SettingsError
from .unfit_words import why_not_json5, why_unfit

PLUGIN_ID = "jupyterlab-ai-stream-toggle:plugin"


BUILT_IN = Mode.AUTO
"""The schema's own default mode is null: JupyterLab's form saves every field it shows, and a mode
that nobody chose must not become the user's choice."""


class Unfit(ValueError):
    """A text is no settings; the message is a sentence without its full stop."""


@dataclass(frozen=True)
class Defaults:
    """What holds before the user says anything."""

    built_in: Mode
    administrator: Layer


class SettingsSchema:
    """The schema of this extension's settings, as one user's JupyterLab finds it."""

    def __init__(self, directories: SettingsDirectories) -> None:
        self._directories = directories
        # The same few texts again and again, within a change and from look to look.
        self._checked = lru_cache(maxsize=8)(self._check)

    def defaults(self) -> Defaults:
        """The defaults of the schema, with the administrator's overrides.

        Raises SettingsError when the schema is not found or an override is not a mode.
        """
        properties = self._schema(overrides=None)["properties"]
        overridden = {
            name: spec["default"] for name, spec in properties.items() if "default" in spec
        }
        try:
            layer = layer_of(overridden)
        except ValueError as error:
            raise SettingsError(
                say(
                    "overrides.json contains a mode of {plugin} that is not valid: {error}. "
                    "Valid modes are auto, on and off.",
                    plugin=PLUGIN_ID,
                    error=error,
                )
            ) from error
        return Defaults(built_in=BUILT_IN, administrator=layer)

    def values_of(self, text: str) -> Mapping[str, Any]:
        """The settings that a text stands for; JupyterLab takes an empty one for none.

        Raises Unfit for a text that is not JSON5 or does not fit the schema, and SettingsError
        when the schema is not found.
        """
        return self._checked(text)

    def _check(self, text: str) -> Mapping[str, Any]:
        try:
            values = _parsed(text) if text else {}
        except RecursionError as error:
            raise Unfit(say("The settings are nested too deeply")) from error
        except ValueError as error:
            raise Unfit(
                say("The settings are not JSON5: {error}", error=why_not_json5(error))
            ) from error
        if not isinstance(values, dict):
            raise Unfit(say("The settings are not a JSON object"))
        for problem in self._validator.iter_errors(values):
            raise Unfit(
                say("The settings do not match the schema: {problem}", problem=why_unfit(problem))
            )
        _require_sound(values)
        return MappingProxyType(values)

    @cached_property
    def _validator(self) -> Draft7Validator:
        return Draft7Validator(self._schema(overrides={}))

    def _schema(self, overrides: dict[str, Any] | None) -> dict[str, Any]:
        directories = self._directories
        try:
            answer, _ = get_settings(
                directories.app_settings_dir,
                directories.schemas_dir,
                os.devnull,  # no user has settings there
                PLUGIN_ID,
                overrides=overrides,
                labextensions_path=list(directories.labextensions_path),
            )
        except HTTPError as error:
            if error.status_code == 404:
                raise SettingsError(
                    say(
                        "The schema of {plugin} was not found. Run `jupyter labextension list` "
                        "to see whether the JupyterLab extension is installed and enabled.",
                        plugin=PLUGIN_ID,
                    )
                ) from error
            raise SettingsError(error.log_message or str(error)) from error
        except OSError as error:
            raise SettingsError(str(error)) from error
        schema: dict[str, Any] = answer["schema"]
        return schema


def layer_of(values: Mapping[str, Any]) -> Layer:
    """What was asked for with these settings. Raises ValueError for what is not a mode."""
    default = values.get(DEFAULT_MODE)
    return Layer(
        default=None if default is None else Mode(default),
        providers=_modes(values.get(PROVIDERS, {})),
        models=_modes(values.get(MODELS, {})),
        # The schema's own where nothing is overridden: they stand nowhere else.
        seconds={name: float(values[name]) for name in SECONDS if name in values},
    )


def _modes(values: Any) -> dict[str, Mode]:
    if not isinstance(values, dict):
        raise ValueError(f"{values!r} is not an object of names and modes")
    return {name: Mode(value) for name, value in values.items()}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)  # most of it is, and a hundred times as fast
    except ValueError:
        return json5.loads(text)


def _require_sound(value: Any) -> None:
    """Refuse what JSON5 and the schema let pass and nothing can be done with."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _require_text(name)
            _require_sound(inner)
    elif isinstance(value, float) and not math.isfinite(value):
        raise Unfit(say("{value} is not a valid number of seconds", value=value))


def _require_text(name: str) -> None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = json.dumps(name)
        raise Unfit(
            say(("{name} is not a valid name: it is not Unicode text"), name=shown)
        ) from error
