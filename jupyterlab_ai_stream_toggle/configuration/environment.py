"""Traits that are set by environment variables, below what is configured explicitly.

Spawner profiles and containers set variables more easily than files. Each of our traits has one, by
its name: `default_mode` is `JUPYTER_AI_STREAM_DEFAULT_MODE`. An empty variable is as good as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from traitlets import Bool, Dict, Enum, HasTraits, List, TraitType

from .origin import Origin, Place

PREFIX = "JUPYTER_AI_STREAM_"

_LONGEST = 80
"""Characters of a value that are repeated."""
_YES_OR_NO = {"true": True, "1": True, "false": False, "0": False}


class Mistyped(ValueError):
    """A variable does not hold what its trait takes."""

    def __init__(self, variable: str, wrong: str, allowed: str) -> None:
        """`wrong` says what stands there, and `allowed` what can."""
        super().__init__(f"{variable} {wrong}; it takes {allowed}.")


def variable_of(trait: str) -> str:
    """The name of the variable that sets a trait."""
    return PREFIX + trait.upper()


def traits_of(owner: type[HasTraits]) -> dict[str, TraitType[Any, Any]]:
    """The traits that a class itself lets administrators configure, and not those it inherits."""
    return owner.class_own_traits(config=True)


def take_over(
    owner: HasTraits, explicit: Collection[str], environ: Mapping[str, str]
) -> dict[str, Origin]:
    """Set the traits that are not set explicitly and have a variable; where each comes from.

    Raises Mistyped. A variable that is not needed is not read.
    """
    origins = {}
    for name, trait in traits_of(type(owner)).items():
        variable = variable_of(name)
        if name in explicit:
            origins[name] = Origin(Place.CONFIGURATION, f"c.{type(owner).__name__}.{name}")
        elif environ.get(variable):
            setattr(owner, name, value_of(trait, variable, environ[variable]))
            origins[name] = Origin(Place.ENVIRONMENT, variable)
        else:
            origins[name] = Origin(Place.DEFAULT, f"c.{type(owner).__name__}.{name}")
    return origins


def value_of(trait: TraitType[Any, Any], variable: str, text: str) -> object:
    """What a variable says, as its trait takes it. Raises Mistyped."""
    return _reader(trait)(variable, text)


def unknown_variables(
    owner: type[HasTraits], environ: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each variable that looks like ours and is none, with a sentence about it."""
    known = [variable_of(name) for name in traits_of(owner)]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f" Did you mean {near[0]}?" if near else f" Known are {', '.join(known)}."
            yield name, f"The environment variable {name} is not known, and has no effect.{meant}"


def _reader(trait: TraitType[Any, Any]) -> Callable[[str, str], object]:
    if isinstance(trait, Enum):
        return lambda variable, text: _one_of(list(trait.values or ()), variable, text)
    if isinstance(trait, Bool):
        return _yes_or_no
    if isinstance(trait, Dict):
        return _json_object
    if isinstance(trait, List):
        return _paths
    return lambda _variable, text: text


def _one_of(values: list[str], variable: str, text: str) -> str:
    if text not in values:
        raise Mistyped(variable, f"is {_shown(text)}", _or(values))
    return text


def _yes_or_no(variable: str, text: str) -> bool:
    said = _YES_OR_NO.get(text.lower())
    if said is None:
        raise Mistyped(variable, f"is {_shown(text)}", _or(list(_YES_OR_NO)))
    return said


def _json_object(variable: str, text: str) -> dict[str, Any]:
    example = """a JSON object, such as {"azure": "off"}"""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        wrong = f"is {_shown(text)}, which is not JSON ({error})"
        raise Mistyped(variable, wrong, example) from error
    if not isinstance(value, dict):
        raise Mistyped(variable, f"is {_shown(text)}", example)
    return value


def _paths(_variable: str, text: str) -> list[str]:
    return [each for each in text.split(os.pathsep) if each]


def _or(values: list[str]) -> str:
    *others, last = [repr(value) for value in values]
    return f"{', '.join(others)} or {last}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
