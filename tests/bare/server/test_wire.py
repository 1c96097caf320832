"""The wire models of both languages are the same."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.wire_types import schema_text

SCHEMA = Path(__file__).parents[3] / "src" / "api" / "wire.schema.json"


def test_the_schema_for_typescript_is_that_of_the_models() -> None:
    """A test beside it holds the TypeScript types to the schema."""
    committed = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert committed == json.loads(schema_text()), "run: python scripts/wire_types.py"
