"""How an API words its chunks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from .draws import Draw, rarely
from .stream import USAGE


@dataclass(frozen=True)
class Manner:
    """How an API words its chunks."""

    nulls: bool = True
    """A finish reason that is null, where there is none."""
    empty_reason: bool = False
    """A finish reason that is an empty string, where there is none."""
    extras: tuple[str, ...] = ()
    usage_everywhere: bool = False
    ascii: bool = False
    compact: bool = True
    indent: bool = False
    """JSON over several lines, hence `data:` over several lines."""


_EXTRAS: dict[str, dict[str, Any]] = {
    "fingerprint": {"system_fingerprint": "fp_1"},
    "tier": {"service_tier": "default"},
    "obfuscation": {"obfuscation": "x7Kq"},
    "null-usage": {"usage": None},
    "groq": {"x_groq": {"id": "req_1"}},
}
FILTERED = {
    name: {"filtered": False, "severity": "safe"}
    for name in ("hate", "self_harm", "sexual", "violence")
}


def chunk(manner: Manner, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """One chunk."""
    made: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1700000000,
        "model": "a-model",
        "choices": choices,
    }
    for name in manner.extras:
        made.update(_EXTRAS[name])
    if manner.usage_everywhere and choices:
        made["usage"] = USAGE
    return {**made, **more}


def choice(manner: Manner, delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    """One choice of a chunk."""
    made: dict[str, Any] = {"index": 0, "delta": delta}
    if reason is not None:
        made["finish_reason"] = reason
    elif manner.empty_reason:
        made["finish_reason"] = ""
    elif manner.nulls:
        made |= {"finish_reason": None, "logprobs": None}
    return made


def worded(manner: Manner, data: Any) -> str:
    """JSON, in the manner of the API."""
    return json.dumps(
        data,
        ensure_ascii=manner.ascii,
        indent=1 if manner.indent else None,
        separators=(",", ":") if manner.compact else None,
    )


@st.composite
def manners(draw: Draw) -> Manner:
    """The manners of many APIs."""
    return Manner(
        nulls=draw(st.booleans()),
        extras=tuple(draw(st.lists(st.sampled_from(sorted(_EXTRAS)), max_size=2, unique=True))),
        usage_everywhere=rarely(draw, 8),
        ascii=draw(st.booleans()),
        compact=draw(st.booleans()),
        indent=rarely(draw, 10),
    )
