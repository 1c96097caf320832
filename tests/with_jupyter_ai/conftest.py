"""What the tests of models share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .streaming.models import release_all


@pytest.fixture(autouse=True)
def released() -> Iterator[None]:
    """No governed model outlives its test."""
    yield
    release_all()
