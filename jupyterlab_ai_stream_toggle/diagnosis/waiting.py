"""How long an endpoint asks to wait: in its headers, or in its words."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST = 31 * 86_400.0
"""Seconds; what is longer is no wait, but a mistake."""

_UNITS = {"ms": 1 / 1000, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_PIECE = re.compile(
    r"(\d{1,9}(?:\.\d{1,9})?)[ -]?(ms|millis\w*|s|sec\w*|m|min\w*|h|hours?|hr\w*|d|days?)(?![a-z])"
)
_CLOCK = re.compile(r"\b(\d{1,3}):([0-5]\d):([0-5]\d)\b")
# What makes a time in an error a time to wait, and not the length of some window.
_WAIT = re.compile(
    r"\b(?:re-?try|try|again|wait|after|replenish\w*|reset\w*|available|fills?)\b"
    r"|retryDelay|重试|稍后|等待|秒后",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"(\d{1,6}) ?(毫秒|秒|分钟|小时)")
_CHINESE_UNITS = {"毫秒": 0.001, "秒": 1.0, "分钟": 60.0, "小时": 3600.0}
_NEAR = 48
"""Characters after the word in which the time must begin."""


def seconds_in_header(headers: Mapping[str, str]) -> float | None:
    """The wait that `Retry-After` asks for (RFC 9110: seconds or a date), or Azure's in ms."""
    for name in ("retry-after-ms", "x-ms-retry-after-ms"):
        if (milliseconds := _number(headers.get(name))) is not None:
            return _sensible(milliseconds / 1000)
    value = headers.get("retry-after")
    if value is None:
        return None
    if (seconds := _number(value)) is not None:
        return _sensible(seconds)
    try:
        return _sensible(parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def seconds_in_text(text: str) -> float | None:
    """The wait that the words ask for, such as "try again in 1m20s"."""
    for word in _WAIT.finditer(text):
        rest = text[word.end() : word.end() + _NEAR]
        if clock := _CLOCK.search(rest):
            hours, minutes, seconds = map(int, clock.groups())
            return _sensible(hours * 3600 + minutes * 60 + seconds)
        if (seconds_found := _duration(rest)) is not None:
            return _sensible(seconds_found)
    if "重试" in text or "等待" in text:
        found = _CHINESE.search(text)
        return _sensible(int(found[1]) * _CHINESE_UNITS[found[2]]) if found else None
    return None


def _duration(text: str) -> float | None:
    """The first duration in a text; its pieces stand side by side, as in `1h2m`."""
    total: float | None = None
    end = 0
    for piece in _PIECE.finditer(text):
        if total is not None and text[end : piece.start()].strip(" ,"):
            break
        total = (total or 0.0) + float(piece[1]) * _UNITS[_unit(piece[2])]
        end = piece.end()
    return total


def _unit(word: str) -> str:
    return "ms" if word.startswith(("ms", "milli")) else word[0]


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def _sensible(seconds: float) -> float | None:
    return seconds if 0 <= seconds <= LONGEST else None
