"""What the tests of models share."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import pytest

try:
    version("jupyter-ai")
except PackageNotFoundError:
    pass
else:
    from .models import release_all

    @pytest.fixture(autouse=True)
    def released() -> Iterator[None]:
        """No governed model outlives its test."""
        yield
        release_all()
