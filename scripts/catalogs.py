"""The catalogs of translations, with the texts of the sources.

A catalog is `locale/LANGUAGE/LC_MESSAGES/jupyterlab_ai_stream_toggle.po`: there translators work.
What is installed is compiled from it by `hatch_build.py`.
"""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jupyterlab_server.translation_utils import _prepare_schema_patterns

from jupyterlab_ai_stream_toggle.cli import main
from jupyterlab_ai_stream_toggle.cli.click_words import CLICK_SAYS
from jupyterlab_ai_stream_toggle.cli.translated import help_texts
from jupyterlab_ai_stream_toggle.language import DOMAIN, LOCALES

from .node import ROOT, run

PACKAGE = ROOT / "jupyterlab_ai_stream_toggle"
SCHEMA = ROOT / "schema" / "plugin.json"

_SAYING = {"say", "noted"}
_HEADER = f"# Texts of {DOMAIN}. After a change: make generate"


@dataclass(frozen=True)
class Text:
    """A text that users read."""

    text: str
    plural: str | None = None
    context: str | None = None


def browser_texts() -> list[Text]:
    """What the browser's half says."""
    return [Text(**each) for each in json.loads(run("scripts/strings.cjs"))]


def server_texts() -> list[Text]:
    """What the server's half says."""
    return [
        Text(text)
        for file in sorted(PACKAGE.rglob("*.py"))
        for text in _said(ast.parse(file.read_text(encoding="utf-8")))
    ]


def help_of_commands() -> list[Text]:
    """What the command line says of itself, and click in it."""
    return [*map(Text, help_texts(main)), *(Text(*each) for each in CLICK_SAYS)]


def schema_texts() -> list[Text]:
    """What the settings schema says, in the contexts under which JupyterLab looks it up."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    patterns = _prepare_schema_patterns(schema)

    def walk(node: Any, path: str) -> Iterator[Text]:
        if isinstance(node, str):
            context = next((c for p, c in patterns.items() if p.fullmatch(path)), None)
            if context:
                yield Text(node, context=context)
        elif isinstance(node, dict):
            for key, value in node.items():
                yield from walk(value, f"{path}/{key}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from walk(value, f"{path}[{index}]")

    return list(walk(schema, ""))


def _said(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _SAYING
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def catalog_files() -> list[Path]:
    """The catalogs there are."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read_catalog(file: Path) -> Catalog:
    """A catalog as it stands in the repository."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parent.parent.name, domain=DOMAIN)


@cache
def catalog_of(language: str) -> Catalog:
    """The catalog of a language, such as `zh_CN`."""
    return read_catalog(LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po")


def updated(catalog: Catalog, texts: list[Text]) -> Catalog:
    """The catalog with these texts and no others; what is translated stays so."""
    fresh = Catalog(locale=catalog.locale, domain=DOMAIN)
    for each in texts:
        known = catalog.get(each.text, each.context)
        fresh.add(
            (each.text, each.plural) if each.plural else each.text,
            string=known.string if known else "",
            context=each.context,
        )
    return fresh


def texts_of(catalog: Catalog) -> Iterator[tuple[Text, list[str]]]:
    """The texts of a catalog, each with its translation: a string for each plural form."""
    for message in catalog:
        if message.id:
            ids = _strings(message.id)
            plural = ids[1] if len(ids) > 1 else None
            yield Text(ids[0], plural, message.context), _strings(message.string)


def _strings(value: Any) -> list[str]:
    several = value if isinstance(value, (list, tuple)) else [value]
    return [each or "" for each in several]


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that wait for a translator."""
    return [each.text for each, strings in texts_of(catalog) if not all(strings)]


def po_text(catalog: Catalog) -> str:
    """The catalog for translators, the same text for the same catalog."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, omit_header=True)
    header = f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return header + stream.getvalue().decode("utf-8").strip() + "\n"


@cache
def all_texts() -> list[Text]:
    """What users read, each text once."""
    texts = [*browser_texts(), *server_texts(), *help_of_commands(), *schema_texts()]
    return list(dict.fromkeys(texts))


def generated() -> dict[Path, str]:
    """The catalogs, with the texts that the sources have now."""
    return {file: po_text(updated(read_catalog(file), all_texts())) for file in catalog_files()}


def complaints() -> list[str]:
    """What waits for a translator."""
    return [
        f"{file.relative_to(ROOT)}: not translated: {text}"
        for file in catalog_files()
        for text in untranslated(updated(read_catalog(file), all_texts()))
    ]
