"""Where in a configuration file something stands, as far as it can be told by looking at it."""

from __future__ import annotations

import re


def line_of(
    text: str, section: str, name: str | None = None, entry: str | None = None
) -> int | None:
    """The line of a section, of a trait in it, or of an entry of that trait; None: not to be seen.

    A file of Python can set a trait twice, and the last time counts.
    """
    at = _last(rf"{re.escape(section)}\W{{1,12}}{re.escape(name)}" if name else section, text)
    if at is None and name:
        at = _next(name, text, _next(section, text, 0))
    if at is not None and entry:
        found = _next(entry, text, at)
        at = at if found is None else found
    return None if at is None else text.count("\n", 0, at) + 1


def _last(pattern: str, text: str) -> int | None:
    found = [each.end() for each in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    return found[-1] if found else None


def _next(word: str, text: str, after: int | None) -> int | None:
    if after is None:
        return None
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(text, after)
    return found.start() if found else None
