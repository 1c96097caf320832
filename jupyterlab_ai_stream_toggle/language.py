"""The language of the texts that users read, and our catalogs in `locale/`.

A server speaks the language of JupyterLab, which `server/translator.py` follows, and a command
that of its terminal (`cli/language.py`). `jupyterlab_server` would be slow to import for it.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

DOMAIN = "jupyterlab_ai_stream_toggle"
LOCALES = Path(__file__).parent / "locale"


class _Language:
    """The language of this process; English at first."""

    catalog = gettext.NullTranslations()


_SPOKEN = _Language()


def speak(locale: str | None) -> gettext.NullTranslations:
    """Speak another language from now on, English where there is no catalog; its catalog."""
    languages = [locale] if locale else []
    _SPOKEN.catalog = gettext.translation(DOMAIN, LOCALES, languages=languages, fallback=True)
    return _SPOKEN.catalog


def say(text: str, /, **values: Any) -> str:
    """The text in the user's language, with `{names}` replaced by values."""
    said = _SPOKEN.catalog.gettext(text)
    return said.format(**values) if values else said


def noted(text: str, /) -> str:
    """The text as it is; it will be said later, when the user's language is known."""
    return text
