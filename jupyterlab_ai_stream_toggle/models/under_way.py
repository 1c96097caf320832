"""While a model is asked again, what failed before does not pass for the present state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnosis.log import FailureLog
from ..target import Target
from .home import Home

PATIENCE = 2.0
"""Seconds that an answer may take before that: what fails again at once goes on standing there."""


@contextmanager
def asked_again(failures: FailureLog, target: Target, home: Home) -> Iterator[None]:
    """While the model is asked."""
    failed = failures.of(target)
    if failed is None:
        yield
        return
    enough = home.later(PATIENCE, failures.set_aside, failed)
    try:
        yield
    finally:
        enough()
