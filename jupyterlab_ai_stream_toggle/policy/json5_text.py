"""Changing one value in a text of JSON5, and nothing else: comments, order and style stay.

JupyterLab's settings are JSON5 that people edit by hand. To parse such a text and write it anew
would lose their comments. Here the tokens are looked at only as far as needed to find a member.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import json5

_TOKEN = re.compile(
    r"""
    (?P<blank>  [\s\ufeff]+ )
  | (?P<line>   //[^\n\r\u2028\u2029]* )
  | (?P<block>  /\*[\s\S]*?\*/ )
  | (?P<string> "(?:\\[\s\S]|[^"\\])*" | '(?:\\[\s\S]|[^'\\])*' )
  | (?P<mark>   [{}\[\],:] )
  | (?P<word>   [^\s\ufeff{}\[\],:"'/]+ )
    """,
    re.VERBOSE,
)
_NOTHING = ("blank", "line", "block")
_PLAIN_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[^"'\\]*)(?P=quote)""")
_STEP = "    "
"""How much deeper a new object is indented where the text itself shows no other way."""


class NotFollowed(ValueError):
    """The text has a form that is not known here."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class _Member:
    """A name and its value in an object; places are offsets in the text."""

    key: str
    start: int
    value: int
    end: int
    comma: int | None
    """Where the comma after it stands."""


@dataclass(frozen=True)
class _Object:
    start: int
    """Of its brace."""
    members: tuple[_Member, ...]
    tail: int
    """The end of the last thing in it, be it a comment."""
    ends_in_line_comment: bool
    close: int
    """Where the closing brace stands."""


def put(text: str, place: Sequence[str], value: str | None) -> str:
    """The text with a string at a place in its objects; None takes away what stands there.

    Objects on the way are made where they are missing, and taken away where nothing is left in
    them, not even a comment. Raises NotFollowed where the text is no object of JSON5.
    """
    tokens = list(_tokens(text))
    first = next((each for each in tokens if each.kind not in _NOTHING), None)
    if first is None:
        if value is None:
            return text
        return json.dumps(_nested(place, value), indent=4, ensure_ascii=False) + "\n"
    return _put(text, first.start, list(place), value)


def values_after(
    values: Mapping[str, Any], place: Sequence[str], value: str | None
) -> dict[str, Any]:
    """What `put` makes of the values that a text stands for."""
    name, *rest = place
    after = dict(values)
    inner: Any = value
    if rest:
        known = values.get(name)
        inner = values_after(known if isinstance(known, dict) else {}, rest, value)
    if inner:
        after[name] = inner
    else:
        after.pop(name, None)
    return after


def _put(text: str, brace: int, place: list[str], value: str | None) -> str:
    found = _object(text, brace)
    name, *rest = place
    same = [member for member in found.members if member.key == name]
    if not same:
        return text if value is None else _insert(text, found, name, _nested(rest, value))
    last = same[-1]  # of several the last one counts
    if rest and text[last.value] == "{":
        text = _put(text, last.value, rest, value)
        inner = _object(text, last.value)
        if inner.members or inner.tail > inner.start + 1:
            return text
        value = None
    if value is None:
        return _without(text, brace, lambda member: member.key == name)
    return text[: last.value] + _written(_nested(rest, value)) + text[last.end :]


def _nested(place: Sequence[str], value: str | None) -> Any:
    """A value inside of the objects that lead to it."""
    inner: Any = value
    for name in reversed(place):
        inner = {name: inner} if inner is not None else {}
    return inner


def _tokens(text: str, at: int = 0) -> Iterator[_Token]:
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotFollowed(f"not known at {at}")
        yield _Token(match.lastgroup, match[0], at)
        at = match.end()


def _object(text: str, brace: int) -> _Object:
    """The object whose brace stands there."""
    tokens = _tokens(text, brace)
    if next(tokens).text != "{":
        raise NotFollowed("not an object")
    members: list[_Member] = []
    tail, comment = brace + 1, False
    key: _Token | None = None
    value: int | None = None
    end = depth = 0

    def close(comma: int | None) -> None:
        nonlocal key, value
        if key is not None and value is not None:
            members.append(_Member(_key(key.text), key.start, value, end, comma))
        key = value = None

    for token in tokens:
        if token.kind == "blank":
            continue
        if depth == 0 and token.text == "}":
            close(None)
            return _Object(brace, tuple(members), tail, comment, token.start)
        tail, comment = token.end, token.kind == "line"
        if token.kind in _NOTHING:
            continue
        if depth == 0 and token.text == ",":
            close(token.start)
        elif key is None:
            key = token
        elif depth or token.text != ":" or value is not None:
            value = token.start if value is None else value
            end = token.end
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.text, 0)
    raise NotFollowed("the object does not end")


def _key(text: str) -> str:
    plain = _PLAIN_KEY.fullmatch(text)
    if plain:
        return plain["key"]
    (key,) = json5.loads(f"{{{text}: 0}}")
    return str(key)


def _insert(text: str, found: _Object, name: str, value: Any) -> str:
    """The text with another member at the end of an object."""
    inside = text[found.start : found.close]
    newline = "\r\n" if "\r\n" in text else "\n"
    last = found.members[-1] if found.members else None
    trailing = last is not None and last.comma is not None
    outer = _indentation(text, found.start)
    if last is not None and "\n" not in inside and not found.ends_in_line_comment:
        member = f" {json.dumps(name, ensure_ascii=False)}: {_written(value)}"
        after = text[found.tail :]
    else:
        own = _own_indentation(text, found)
        indent = f"{outer}{_STEP}" if own is None else own
        step = indent[len(outer) :] if indent.startswith(outer) else ""
        written = _written(value, f"{newline}{indent}", step or _STEP)
        member = f"{newline}{indent}{json.dumps(name, ensure_ascii=False)}: {written}"
        after = text[found.tail :]
        if "\n" not in text[found.tail : found.close]:
            after = f"{newline}{outer}{text[found.close :]}"
    if trailing:
        member += ","
    text = text[: found.tail] + member + after
    if last is not None and not trailing:
        text = f"{text[: last.end]},{text[last.end :]}"
    return text


def _own_indentation(text: str, found: _Object) -> str | None:
    """How the members of an object are indented that stand on lines of their own."""
    for member in reversed(found.members):
        before = text[text.rfind("\n", 0, member.start) + 1 : member.start]
        if not before.strip() and "\n" in text[found.start : member.start]:
            return before
    return None


def _indentation(text: str, at: int) -> str:
    """How the line is indented on which something stands."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _written(value: Any, newline: str = "", step: str = "") -> str:
    """A value as JSON: on one line, or with `newline` on several, each `step` deeper."""
    if not newline:
        return json.dumps(value, ensure_ascii=False)
    return newline.join(json.dumps(value, indent=step, ensure_ascii=False).split("\n"))


def _without(text: str, brace: int, drop: Callable[[_Member], bool]) -> str:
    """The text without some members of an object."""
    while True:
        members = _object(text, brace).members
        at = next((at for at, member in enumerate(members) if drop(member)), None)
        if at is None:
            return text
        member = members[at]
        if member.comma is not None:
            text = _cut(text, member.start, member.end, member.comma + 1)
            continue
        text = _cut(text, member.start, member.end, member.end)
        if at and (comma := members[at - 1].comma) is not None:
            text = text[:comma] + text[comma + 1 :]


def _cut(text: str, start: int, end: int, comma_end: int) -> str:
    """The text without a member and its comma, and without the line if nothing else is on it."""
    between = text[end : comma_end - 1] if comma_end > end else ""
    line = text.rfind("\n", 0, start) + 1
    rest = re.compile(r"[ \t]*(\r?\n|$)").match(text, comma_end)
    if rest and rest[1] and not text[line:start].strip() and not between.strip():
        return text[:line] + text[rest.end() :]
    if not between.strip() and text[comma_end : comma_end + 1] in (" ", "\t"):
        blanks = re.compile(r"[ \t]*").match(text, comma_end)
        comma_end = blanks.end() if blanks else comma_end
    return text[:start] + between + text[comma_end:]
