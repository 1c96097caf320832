"""Write the TypeScript types of the wire, from the pydantic models that define it.

    python scripts/wire_types.py          write src/api/wire.schema.json and src/api/wire.ts
    python scripts/wire_types.py --check  write nothing, exit 1 if they are out of date

The JSON schema in between is kept in the repository, so that each language can verify its own
half: a Python test compares it with the models, a jest test compares it with the types.
"""

from __future__ import annotations

import inspect
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from jupyterlab_ai_stream_toggle.server import wire

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "src" / "api" / "wire.schema.json"
TYPES = ROOT / "src" / "api" / "wire.ts"


class CleanNames(GenerateJsonSchema):
    """Without the titles pydantic makes up for fields.

    The generator turns every title into a named type, and `Locked = boolean` helps nobody.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False


def wire_models() -> list[type[wire.WireModel]]:
    """Every model of the wire, in the order of the source file."""
    return [
        value
        for value in vars(wire).values()
        if inspect.isclass(value)
        and issubclass(value, wire.WireModel)
        and value is not wire.WireModel
    ]


def schema_text() -> str:
    """The JSON schema of the wire, the same text for the same models."""
    # Computed from the side the browser is on: it writes these and reads all else.
    received = {wire.ModeChange, wire.CheckRequest}
    _, schema = models_json_schema(
        [
            (model, "validation" if model in received else "serialization")
            for model in wire_models()
        ],
        title="Wire",
        schema_generator=CleanNames,
    )
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def types_text(schema: str) -> str:
    """The TypeScript types of a schema.

    Raises:
        click.ClickException: the generator is missing, or refused the schema.
    """
    node = shutil.which("node")
    if node is None:
        raise click.ClickException("node is needed, and is not on the PATH.")
    command = [node, str(ROOT / "scripts" / "wire_types.cjs")]
    done = subprocess.run(  # noqa: S603 - our own script, and nothing of anybody's in the arguments
        command, input=schema, stdout=subprocess.PIPE, check=False, encoding="utf-8"
    )
    if done.returncode != 0:
        raise click.ClickException("The types could not be generated. Did `jlpm install` run?")
    return done.stdout


@click.command()
@click.option("--check", is_flag=True, help="Write nothing, only compare.")
@click.pass_context
def main(context: click.Context, check: bool) -> None:
    """Write the TypeScript types of the wire, from the models of the server."""
    schema = schema_text()
    generated = {SCHEMA: schema, TYPES: types_text(schema)}
    stale = [
        path
        for path, text in generated.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        name = path.relative_to(ROOT)
        if check:
            click.echo(f"{name} is out of date: run `python scripts/wire_types.py`.", err=True)
        else:
            path.write_text(generated[path], encoding="utf-8")
            click.echo(f"Wrote {name}.")
    context.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()
