"""What is wrong with a settings text, in the user's language: the libraries speak English only.

What they say in a form that is not known here is quoted as it is.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..language import say

_MOST = 200
_JSON5 = re.compile(r"<string>:(?P<line>\d+) Unexpected (?P<what>.+) at column (?P<column>\d+)")
_END = "end of input"


def why_not_json5(error: ValueError) -> str:
    """What json5 stumbled over."""
    told = str(error)[:_MOST]
    found = _JSON5.fullmatch(told)
    if not found:
        return told
    place = {"line": found["line"], "column": found["column"]}
    if found["what"] == _END:
        return say("line {line}, column {column}: unexpected end", **place)
    return say("line {line}, column {column}: unexpected {what}", what=found["what"], **place)


def why_unfit(problem: Any) -> str:
    """What a `jsonschema.ValidationError` complains of, with the place it is at."""
    place = "/".join(map(str, problem.absolute_path))
    told = _complaint(problem)[:_MOST]
    return f"{place}: {told}" if place else told


def _complaint(problem: Any) -> str:
    value = json.dumps(problem.instance, ensure_ascii=False, default=str)[:_MOST]
    match problem.validator:
        case "enum" | "const" | "oneOf" | "anyOf" | "type":
            return say("{value} is not an allowed value", value=value)
        case "minimum":
            return say("{value} is less than {limit}", value=value, limit=problem.validator_value)
        case "maximum":
            return say(
                "{value} is greater than {limit}", value=value, limit=problem.validator_value
            )
        case "additionalProperties":
            known = problem.schema.get("properties", {})
            names = ", ".join(name for name in problem.instance if name not in known)
            return say("unknown setting {names}", names=names)
        case _:
            return str(problem.message)
