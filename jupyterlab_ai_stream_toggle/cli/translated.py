"""A command with all its help in the language of the terminal."""

from __future__ import annotations

import inspect
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from ..language import say

_WIDTH = 78
_AS_IT_IS = "\b\n"
"""Before a paragraph that click is not to wrap."""
_UNBROKEN = re.compile(r"(?:[!-~]+|.)[，。、；：！？）”]*", re.DOTALL)  # noqa: RUF001
"""What stays on one line: a word or a letter, with the signs that no line begins with."""


class TranslatedGroup(click.Group):
    """Speaks the language of the terminal, with all its commands, while it runs."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run it."""
        from .language import language_of, spoken

        locale = language_of(os.environ)
        with spoken(locale), _in_language(self if locale else None):
            return super().main(*args, **kwargs)


def help_texts(command: click.Command) -> Iterator[str]:
    """What a command and those below it say of themselves, for the catalogs."""
    for each in _commands(command):
        if each.help:
            yield from (part for part in _paragraphs(each.help))
        yield from (text for parameter in each.params if (text := _help_of(parameter)))


@contextmanager
def _in_language(command: click.Command | None) -> Iterator[None]:
    """Have a command help in the language that is spoken, meanwhile."""
    before: list[tuple[Any, dict[str, Any]]] = []
    for each in _commands(command) if command else ():
        before.append((each, dict(vars(each))))
        # click makes the option once, in the language of that moment.
        vars(each)["_help_option"] = None
        if each.help:
            paragraphs = [say(part) for part in _paragraphs(each.help)]
            # click would cut it off: it looks for a space.
            each.short_help = paragraphs[0].partition("。")[0]
            each.help = "\n\n".join(map(_wrapped, paragraphs))
        for parameter in each.params:
            if text := _help_of(parameter):
                before.append((parameter, {"help": text}))
                parameter.help = say(text)
    try:
        yield
    finally:
        for described, texts in before:
            vars(described).update(texts)


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _commands(each)


def _help_of(parameter: click.Parameter) -> str | None:
    text = getattr(parameter, "help", None)
    # Those of click's own options are asked for with the language of the process already.
    return text if isinstance(text, str) else None


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each as one line where click would wrap it anew."""
    return [
        part if part.startswith("\b") else " ".join(part.split())
        for part in inspect.cleandoc(text).split("\n\n")
    ]


def _wrapped(paragraph: str) -> str:
    """A paragraph in lines of columns: click counts letters, and some are two columns wide."""
    if paragraph.startswith("\b") or not any(map(_is_wide, paragraph)):
        return paragraph
    lines = [""]
    for piece in _UNBROKEN.findall(paragraph):
        if _columns(lines[-1] + piece) > _WIDTH:
            lines.append("")
        lines[-1] += piece
    return _AS_IT_IS + "\n".join(line.strip() for line in lines)


def _columns(text: str) -> int:
    return sum(2 if _is_wide(letter) else 1 for letter in text)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
