"""Compiles the catalogs of translations whenever a wheel is built; an editable install is one too.

Of a .po, where translators work, JupyterLab takes the .json for the browser, the server the .mo.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGS = "jupyterlab_ai_stream_toggle/locale/*/LC_MESSAGES/*.po"

_ANY_DAY = datetime(2024, 1, 1, tzinfo=timezone.utc)


class CatalogsHook(BuildHookInterface[BuilderConfig]):
    """Puts what is compiled beside its source; pyproject.toml has it packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Before the files of the wheel are collected."""
        for file in Path(self.root).glob(CATALOGS):
            catalog = read_catalog(file)
            file.with_suffix(".json").write_text(json_text(catalog), encoding="utf-8")
            file.with_suffix(".mo").write_bytes(mo_bytes(catalog))


def read_catalog(file: Path) -> Catalog:
    """The catalog of a .po, the same whenever it is read."""
    with file.open("rb") as stream:
        catalog = read_po(stream, locale=file.parent.parent.name, domain=file.stem)
    catalog.project = file.stem
    catalog.creation_date = catalog.revision_date = _ANY_DAY
    return catalog


def json_text(catalog: Catalog) -> str:
    """The catalog for the browser, as JupyterLab's own language packs write it."""
    about = {
        "domain": catalog.domain,
        "language": str(catalog.locale).replace("_", "-").replace("-Hans", ""),
        "plural_forms": catalog.plural_forms,
    }
    texts = {"": about, **dict(_translations(catalog))}
    return json.dumps(texts, indent=1, ensure_ascii=False) + "\n"


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalog for the server."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def _translations(catalog: Catalog) -> Iterator[tuple[str, list[str]]]:
    for message in catalog:
        said = message.string or ""
        forms = [said] if isinstance(said, str) else [each or "" for each in said]
        # What is not translated yet is said in English, and not with an empty text.
        if message.id and all(forms):
            text = message.id if isinstance(message.id, str) else message.id[0]
            key = f"{message.context}\x04{text}" if message.context else text
            # By their number JupyterLab tells a text with a plural from one without. Where a
            # language has one form for all numbers, there has to be a second all the same.
            yield key, forms * 2 if message.pluralizable and len(forms) == 1 else forms
