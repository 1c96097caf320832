"""Tracebacks in texts. Client libraries put them into their messages, and gateways into bodies.

Nobody said what stands in them: the lines are source, of a library as a rule. What was raised
stands in the line that ends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGINNING = "Traceback (most recent call last)"
# The end of a line, or what stands for it where a text was written as a literal, once or twice.
_LINE_END = re.compile(r":?[ \t]*(\r?\n|\\+n)")
_NEWLINE = re.compile("\n")
_INDENTED = re.compile(r"\n(?:\n*(?:  |\t)[^\n]*(?:\n|\Z))*")
_RAISED = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?::(?: (.*))?)?$", re.DOTALL)
_BETWEEN = re.compile(
    r"^(?:The above|During handling of the above) exception [^\n]*$", re.MULTILINE
)

# Single frames: of a traceback whose beginning was cut off, and of other languages.
_FRAMES = re.compile(
    r'^[ \t]*File "[^"\n]*", line \d+[^\n]*(?:\n[ \t]{4}[^\n]*)*'
    r"|(?:^|\\n)(?:[ \t]+|\\t)at [^\n\\]+",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Raised:
    """What ends a traceback."""

    name: str
    """Of the class, with that of its module unless it is one of Python's own."""
    words: str
    line: str
    """As it stood there; several lines if the words are."""


def taken_apart(text: str) -> Iterator[str | Raised]:
    """The pieces of a text between and after its tracebacks, in their order."""
    position = 0
    while (begins := text.find(_BEGINNING, position)) >= 0:
        yield text[position:begins]
        header = _LINE_END.match(text, begins + len(_BEGINNING))
        if header is None or header[1].startswith("\\"):
            # On one line with all that follows, or cut off; `literal_ones` knows more.
            yield _BEGINNING
            position = begins + len(_BEGINNING)
            continue
        ends = _past_frames(text, header.end(), _NEWLINE)
        position = _past_words(text, ends)
        line = text[ends:position]
        raised = _RAISED.match(line.rstrip())
        yield Raised(raised[1], raised[2] or "", line) if raised else line
    yield text[position:]


def literal_ones(text: str) -> Iterator[tuple[int, int]]:
    r"""Where tracebacks begin and end in which the ends of lines are written as `\n`.

    What was raised is not counted in: where it ends cannot be seen.
    """
    position = 0
    while (begins := text.find(_BEGINNING, position)) >= 0:
        position = begins + len(_BEGINNING)
        header = _LINE_END.match(text, position)
        if header is not None:
            # Longer runs of backslashes are of the source that was written so.
            line_end = re.compile(rf"(?<!\\){re.escape(header[1])}")
            position = _past_frames(text, header.end(), line_end)
        yield begins, position


def without_literal_ones(text: str) -> str:
    """The text without these, and without single frames."""
    left: list[str] = []
    position = 0
    for begins, ends in literal_ones(text):
        left.append(text[position:begins])
        position = ends
    return without_frames("".join([*left, text[position:]]))


def without_frames(text: str) -> str:
    """The text without single frames, and without what joins tracebacks."""
    return _BETWEEN.sub("", _FRAMES.sub("", text))


def without_tracebacks(text: str) -> str:
    """The text for people: what was raised, without the way there.

    Tracebacks are long, tell a user nothing, and name files of the machine.
    """
    left = "".join(each.line if isinstance(each, Raised) else each for each in taken_apart(text))
    return without_literal_ones(left)


def _past_frames(text: str, position: int, line_end: re.Pattern[str]) -> int:
    """Where the indented lines end that begin here."""
    while position < len(text):
        ends = line_end.search(text, position)
        line = text[position : ends.start() if ends else None]
        if line.strip() and not line.startswith((" ", "\t")):
            return position
        position = ends.end() if ends else len(text)
    return position


def _past_words(text: str, position: int) -> int:
    """Where the words end that begin here: with the line, and the indented ones that follow it."""
    goes_on = _INDENTED.search(text, position)
    return goes_on.end() if goes_on else len(text)
