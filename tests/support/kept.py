"""What is still there of our own objects, after their work is done."""

from __future__ import annotations

import gc
from collections import Counter

PACKAGE = "jupyterlab_ai_stream_toggle."
PRACTICE = f"{PACKAGE}practice."
"""The endpoint of a test runs in the test's own process, and has a journal to keep."""


def alive() -> Counter[str]:
    """How many objects of each of our classes there are, those of the practice endpoint left out.

    Garbage that nobody has collected yet counts: it takes memory as well.
    """
    found: Counter[str] = Counter()
    for each in gc.get_objects():
        kind = type(each)
        module = kind.__module__
        if isinstance(module, str) and module.startswith(PACKAGE) and PRACTICE not in module:
            found[kind.__qualname__] += 1
    return found


def kept_since(before: Counter[str]) -> dict[str, int]:
    """How many more there are now, of those classes that have more."""
    return dict(alive() - before)
