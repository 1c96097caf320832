"""What is known to be wrong, and is waited for: each a test that fails until it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

Known = Mapping[tuple[str, str], str]
"""What is wrong, by the case: its name and the mode."""


def cases(names: Iterable[str], modes: Iterable[str], known: Known) -> list[Any]:
    """Every name in every mode, those that fail marked as such."""
    return [
        pytest.param(
            name,
            mode,
            marks=[pytest.mark.xfail(raises=AssertionError, reason=known[name, mode])]
            if (name, mode) in known
            else [],
        )
        for name in names
        for mode in modes
    ]
