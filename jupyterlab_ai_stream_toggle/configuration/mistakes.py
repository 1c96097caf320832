"""What is wrong with a configuration, found before a server is started with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from time import time
from typing import Any

from traitlets import TraitError
from traitlets.config import Config, Configurable

from ..capability.central import read_central_file
from ..language import say
from ..policy.configured_locks import parse_locks
from .environment import Mistyped, traits_of, unknown_variables, value_of, variable_of
from .files import ConfigFile, Unreadable, read_config
from .lines import line_of
from .origin import Place


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong, or odd."""

    place: str
    """The file or the environment variable."""
    line: int | None
    text: str
    next_step: str
    is_doubt: bool = False
    """It may be meant so."""


def mistakes_in_file(path: Path, owner: type[Configurable]) -> Iterator[Mistake]:
    """In a configuration file."""
    try:
        file = read_config(path)
    except Unreadable as error:
        what = f"{type(error.error).__name__}: {error.error}"
        yield Mistake(
            str(path),
            error.line,
            say("The file cannot be read: {error}", error=what),
            say("Correct the file; Jupyter Server reads nothing of it as it is."),
        )
        return
    yield from _mistakes_of(file, path.read_text(encoding="utf-8", errors="replace"), owner)


def locks_in(file: ConfigFile, owner: type[Configurable]) -> Mapping[str, object]:
    """The locks that a file sets, however well they are written."""
    try:
        value = _value(file, owner, "locked")
    except TraitError:
        return {}
    return value if isinstance(value, Mapping) else {}


def mistakes_in_environment(
    owner: type[Configurable], environ: Mapping[str, str]
) -> Iterator[Mistake]:
    """In the variables that are set, whether something else counts more or not."""
    correct = Place.ENVIRONMENT.correct_it
    for name, trait in traits_of(owner).items():
        variable = variable_of(name)
        if not environ.get(variable):
            continue
        try:
            value = value_of(trait, variable, environ[variable])
        except Mistyped as error:
            yield Mistake(variable, None, str(error), correct)
            continue
        for _, wrong in _wrong_locks(value if name == "locked" else {}, variable):
            yield Mistake(variable, None, wrong, correct)
        for path in value if name == "known_files" and isinstance(value, list) else ():
            yield from mistakes_in_central(Path(path).expanduser(), variable)
    for variable, text in unknown_variables(owner, environ):
        yield Mistake(variable, None, text, correct)


def mistakes_in_central(path: Path, named_by: str | None = None) -> Iterator[Mistake]:
    """In a file of what all users know; one that nobody named need not be there."""
    file = read_central_file(path)
    problem = file.problem
    if not file.there and named_by:
        problem = say("there is no such file")
    if problem:
        named = say("It is named in {place}.", place=named_by) if named_by else ""
        yield Mistake(
            str(path),
            None,
            say("The file cannot be read: {error}", error=problem),
            f"{say('Write it again with jupyter ai-stream known --export.')} {named}".strip(),
        )
    now = time()
    gone = sum(not each.holds(now) for each in (file.findings or {}).values())
    if gone:
        yield Mistake(
            str(path),
            None,
            say(
                "{count} of {all} detection results have expired, or are from the future.",
                count=gone,
                all=len(file.findings or {}),
            ),
            say("Detect them again and export them, or write a later date as expires."),
            is_doubt=True,
        )


def _mistakes_of(file: ConfigFile, text: str, owner: type[Configurable]) -> Iterator[Mistake]:
    place, section = str(file.path), owner.__name__
    for name in file.config:
        if name != section and get_close_matches(name, [section], cutoff=0.75):
            yield Mistake(
                place,
                line_of(text, name),
                say("There is no section {name}; nothing in it has an effect.", name=name),
                say("Did you mean {name}?", name=f"c.{section}"),
            )
    known = owner.class_trait_names(config=True)
    for name in file.config.get(section, {}):
        line = line_of(text, section, name)
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield Mistake(
                place,
                line,
                say("{name} is not known, and has no effect.", name=f"c.{section}.{name}"),
                say("Did you mean {name}?", name=f"c.{section}.{near[0]}")
                if near
                else say("Known are {names}.", names=", ".join(traits_of(owner))),
            )
            continue
        try:
            value = _value(file, owner, name)
        except TraitError as error:
            yield Mistake(place, line, str(error), Place.CONFIGURATION.correct_it)
            continue
        for entry, wrong in _wrong_locks(value if name == "locked" else {}, f"c.{section}.{name}"):
            line = line_of(text, section, name, entry)
            yield Mistake(place, line, wrong, Place.CONFIGURATION.correct_it)
        for path in value if name == "known_files" else ():
            named = f"{place}:{line}" if line else place
            yield from mistakes_in_central(Path(path).expanduser(), named)


def _value(file: ConfigFile, owner: type[Configurable], name: str) -> Any:
    """What a trait becomes by a file alone: it may say as well what to add. Raises TraitError."""
    section = file.config.get(owner.__name__, {})
    set_by = {name: section[name]} if name in section else {}
    return getattr(owner(config=Config({owner.__name__: set_by})), name)


def _wrong_locks(locks: object, where: str) -> Iterator[tuple[str, str]]:
    """The entries that are no locks, and why: all of them, where a server names the first."""
    for name, lock in locks.items() if isinstance(locks, Mapping) else ():
        try:
            parse_locks({name: lock}, where)
        except ValueError as error:  # noqa: PERF203  # one by one is what it is about
            yield str(name), str(error)
