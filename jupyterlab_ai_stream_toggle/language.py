"""The language of the texts that users read: the one that JupyterLab speaks to them.

Our catalogs lie in `locale/`. As JupyterLab does it, they count where the language pack of that
language is installed; `jupyterlab_server` keeps the language that is chosen, and tells it to us.
"""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from typing import Any

from jupyterlab_server.translation_utils import DEFAULT_LOCALE, TranslationBundle, translator

DOMAIN = "jupyterlab_ai_stream_toggle"
LOCALES = Path(__file__).parent / "locale"


class OwnCatalogs(TranslationBundle):
    """Texts from our own catalogs; `jupyterlab_server` looks into those of language packs only."""

    def update_locale(self, locale_: str) -> None:
        """Speak another language from now on."""
        self._locale = locale_
        speaks = locale_ != DEFAULT_LOCALE and _has_language_pack(locale_)
        self._translator = gettext.translation(
            DOMAIN, localedir=LOCALES, languages=[locale_] if speaks else [], fallback=True
        )


def use_own_catalogs() -> None:
    """Let the settings schema, which JupyterLab's server translates, be found in our catalogs."""
    # There is no other way in: what is loaded by name comes from a language pack.
    known = translator._TRANSLATORS  # noqa: SLF001
    if not isinstance(known.get(DOMAIN), OwnCatalogs):
        known[DOMAIN] = OwnCatalogs(DOMAIN, translator._LOCALE)  # noqa: SLF001


def say(text: str, /, **values: Any) -> str:
    """The text in the user's language, with `{names}` replaced by values."""
    said: str = translator.load(DOMAIN).gettext(text)
    return said.format(**values) if values else said


def noted(text: str, /) -> str:
    """The text as it is; it will be said later, when the user's language is known."""
    return text


def _has_language_pack(locale: str) -> bool:
    return importlib.util.find_spec(f"jupyterlab_language_pack_{locale}") is not None
