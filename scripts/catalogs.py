"""Keep the catalogs of translations in step with the sources.

    python -m scripts.catalogs          add new texts to the .po files; make .json and .mo of them
    python -m scripts.catalogs --check  write nothing; exit 1 if something is stale or missing

A catalog is `locale/LANGUAGE/LC_MESSAGES/jupyterlab_ai_stream_toggle.po`: there translators work.
JupyterLab takes the .json for the browser, the server the .mo. Needs node, for the browser's half.
"""

from __future__ import annotations

import ast
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jupyterlab_server.translation_utils import _prepare_schema_patterns

from jupyterlab_ai_stream_toggle.language import DOMAIN, LOCALES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jupyterlab_ai_stream_toggle"
SCHEMA = ROOT / "schema" / "plugin.json"

_SAYING = {"say", "noted"}
_HEADER = f"# Texts of {DOMAIN}. After a change: python -m scripts.catalogs"
_ANY_DAY = datetime(2024, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Text:
    """A text that users read."""

    text: str
    plural: str | None = None
    context: str | None = None


def browser_texts() -> list[Text]:
    """What the browser's half says."""
    done = subprocess.run(  # noqa: S603  # our own script
        ["node", str(ROOT / "scripts" / "strings.cjs")],  # noqa: S607  # as the Makefile finds it
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return [Text(**each) for each in json.loads(done.stdout)]


def server_texts() -> list[Text]:
    """What the server's half says."""
    return [
        Text(text)
        for file in sorted(PACKAGE.rglob("*.py"))
        for text in _said(ast.parse(file.read_text(encoding="utf-8")))
    ]


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


def updated(catalog: Catalog, texts: list[Text]) -> Catalog:
    """The catalog with these texts and no others; what is translated stays so."""
    fresh = Catalog(
        locale=catalog.locale,
        domain=DOMAIN,
        project=DOMAIN,
        # The same catalog for the same texts, whenever it is built.
        creation_date=_ANY_DAY,
        revision_date=_ANY_DAY,
    )
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


def json_text(catalog: Catalog) -> str:
    """The catalog for the browser, as JupyterLab's own language packs write it."""
    data: dict[str, Any] = {
        "": {
            "domain": DOMAIN,
            "language": str(catalog.locale).replace("_", "-").replace("-Hans", ""),
            "plural_forms": catalog.plural_forms,
        }
    }
    for each, strings in texts_of(catalog):
        data[f"{each.context}\x04{each.text}" if each.context else each.text] = strings
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalog for the server."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def built(catalog: Catalog, file: Path) -> dict[Path, bytes]:
    """What is made of a catalog, by file."""
    return {
        file.with_suffix(".json"): json_text(catalog).encode(),
        file.with_suffix(".mo"): mo_bytes(catalog),
    }


@click.command()
@click.option("--check", is_flag=True, help="Write nothing, only compare.")
@click.pass_context
def main(context: click.Context, check: bool) -> None:
    """Bring the catalogs up to date with the sources."""
    texts = list(dict.fromkeys([*browser_texts(), *server_texts(), *schema_texts()]))
    stale = False
    for file in catalog_files():
        catalog = updated(read_catalog(file), texts)
        for text in untranslated(catalog):
            click.echo(f"{file.relative_to(ROOT)}: not translated: {text}", err=True)
            stale = True
        contents = {file: po_text(catalog).encode(), **built(catalog, file)}
        for path, content in contents.items():
            if path.exists() and path.read_bytes() == content:
                continue
            if check:
                click.echo(
                    f"{path.relative_to(ROOT)} is out of date: run `python -m scripts.catalogs`.",
                    err=True,
                )
                stale = True
            else:
                path.write_bytes(content)
                click.echo(f"Wrote {path.relative_to(ROOT)}.")
    context.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
