"""Bodies of answers and errors that stand in a text, as SDKs and gateways put them there."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

_ERROR_FIELDS = frozenset({"code", "detail", "error", "errors", "loc", "message", "msg"})
ANSWER_FIELDS = frozenset({"candidates", "choices"})

_ATTEMPTS = 12
"""Brackets of a text that are tried; a packed error is one of the first."""
_LITERAL = 4_000
"""Characters of a Python literal that are read; Python reads them slowly."""
_TRIES = 3


def structures_in(text: str) -> Iterator[tuple[object, int, int]]:
    """JSON values and Python literals in a text, each with where it starts and ends.

    Bounded: a page of a gateway can be long, and this runs on the event loop.
    """
    decoder = json.JSONDecoder()
    position = 0
    for _ in range(_ATTEMPTS):
        start = _next_bracket(text, position)
        if start < 0:
            return
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            value, end = _literal(text, start)
        if end > start:
            yield value, start, end
        position = max(end, start + 1)


def is_error(value: object) -> bool:
    """Whether the value is an error, or nothing but errors."""
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(is_error, value))
    return isinstance(value, dict) and not _ERROR_FIELDS.isdisjoint(value)


def is_answer(value: object) -> bool:
    """Whether the value is the answer of a model."""
    return isinstance(value, dict) and not ANSWER_FIELDS.isdisjoint(value)


def _next_bracket(text: str, position: int) -> int:
    places = [place for place in (text.find("{", position), text.find("[", position)) if place >= 0]
    return min(places, default=-1)


def _literal(text: str, start: int) -> tuple[object, int]:
    """A Python literal in `text` and where it ends; there is none where that is at its start."""
    end = text.rfind("}" if text[start] == "{" else "]", start, start + _LITERAL)
    if end < 0:
        return None, start
    for _ in range(_TRIES):
        try:
            return ast.literal_eval(text[start : end + 1]), end + 1
        except SystemError:  # noqa: PERF203  # nearly always once
            continue  # Python 3.11.7 and earlier, where garbage is collected at this very moment
        except (TypeError, ValueError, SyntaxError, MemoryError, RecursionError):
            break  # a TypeError: a dictionary as a key, as doubled braces make one
    return None, start
