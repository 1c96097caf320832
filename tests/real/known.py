"""What is known to be wrong and waited for: tests that fail until it is mended, and then say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from .story import MODES

Known = Mapping[Any, str]
"""What is wrong: by the name of a case, or by name and mode."""


def cases(names: Iterable[str], known: Known) -> list[Any]:
    """Each of them, those that fail marked as such."""
    return [_case((name,), known.get(name)) for name in names]


def in_every_mode(names: Iterable[str], known: Known) -> list[Any]:
    """The same, each in every mode."""
    return [
        _case((name, mode), known.get(name) or known.get((name, mode)))
        for name in names
        for mode in MODES
    ]


def _case(values: tuple[str, ...], wrong: str | None) -> Any:
    # Strict, as all of them: see pyproject.toml.
    marks = [pytest.mark.xfail(raises=AssertionError, reason=wrong)] if wrong else []
    return pytest.param(*values, marks=marks)
