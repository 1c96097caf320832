"""The language that JupyterLab speaks, kept by `jupyterlab_server`, and followed.

As JupyterLab does it, ours counts where the language pack of that language is installed.
"""

from __future__ import annotations

import importlib.util

from jupyterlab_server.translation_utils import DEFAULT_LOCALE, TranslationBundle, translator

from ..language import DOMAIN, speak


class OwnCatalogs(TranslationBundle):
    """Texts from our own catalogs; `jupyterlab_server` looks into those of language packs only."""

    def update_locale(self, locale_: str) -> None:
        """Speak another language from now on."""
        self._locale = locale_
        speaks = locale_ != DEFAULT_LOCALE and _has_language_pack(locale_)
        self._translator = speak(locale_ if speaks else None)


def use_own_catalogs() -> None:
    """Speak as JupyterLab does, and let its server find the settings schema in our catalogs."""
    # There is no other way in: what is loaded by name comes from a language pack.
    known = translator._TRANSLATORS  # noqa: SLF001
    if not isinstance(known.get(DOMAIN), OwnCatalogs):
        known[DOMAIN] = OwnCatalogs(DOMAIN, translator._LOCALE)  # noqa: SLF001


def _has_language_pack(locale: str) -> bool:
    return importlib.util.find_spec(f"jupyterlab_language_pack_{locale}") is not None
