"""The language of the command line: that of the terminal, else the one chosen in JupyterLab."""

from __future__ import annotations

import gettext
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..language import DOMAIN, LOCALES, speak

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which gettext looks at them."""

_CHOICE = ("@jupyterlab", "translation-extension", "plugin.jupyterlab-settings")


def language_of(environment: Mapping[str, str]) -> str | None:
    """The catalog for a terminal with these variables; `None`: English.

    `C` asks for English, as scripts do that read what is printed. `C.UTF-8`, which containers
    have, says nothing of a language, and no variable neither: then it is the one of JupyterLab.
    """
    asked = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if not asked or asked.startswith("C."):
        return _catalog(_chosen_in_jupyterlab(environment))
    for each in asked.split(":"):
        if each.startswith("en") or (catalog := _catalog(each)):
            return None if each.startswith("en") else catalog
    return None


@contextmanager
def spoken(locale: str | None) -> Iterator[None]:
    """Speak this language meanwhile. click's own words come from the catalog of the process."""
    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    speak(locale)
    if locale:
        gettext.bindtextdomain(DOMAIN, str(LOCALES))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = locale
    try:
        yield
    finally:
        speak(None)
        gettext.textdomain(domain)
        if locale and before is None:
            del os.environ["LANGUAGE"]
        elif locale and before is not None:
            os.environ["LANGUAGE"] = before


def _catalog(locale: str) -> str | None:
    """The catalog of a locale such as `zh_CN.UTF-8`, where there is one."""
    language = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    known = sorted(each.name for each in LOCALES.iterdir() if each.is_dir())
    return next((name for name in known if language in {name, name.partition("_")[0]}), None)


def _chosen_in_jupyterlab(environment: Mapping[str, str]) -> str:
    """What this user chose; JupyterLab's own functions for it take seconds to import."""
    from jupyter_core.paths import jupyter_config_dir

    settings = environment.get("JUPYTERLAB_SETTINGS_DIR")
    folder = Path(settings) if settings else Path(jupyter_config_dir(), "lab", "user-settings")
    try:
        text = folder.joinpath(*_CHOICE).read_text(encoding="utf-8")
        return str(_parsed(text)["locale"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""  # nothing is chosen, or nobody can read it: English is understood


def _parsed(text: str) -> dict[str, object]:
    import json5

    try:
        values = json.loads(text)
    except ValueError:
        values = json5.loads(text)
    return dict(values)
