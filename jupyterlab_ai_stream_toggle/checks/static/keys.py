"""Whether there is a key, and whether it can be one. Its value is never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...language import noted, say
from ..address import Service
from ..result import CheckFinding, failed, passed, skipped, warning
from ..subject import Subject


@dataclass(frozen=True)
class _Shape:
    """Something that no key looks like."""

    pattern: re.Pattern[str]
    explanation: str


_NO_KEYS = (
    _Shape(re.compile(r"\s"), noted("The key holds a space or a line break.")),
    _Shape(
        re.compile(r"^['\"\u201c\u2018]|['\"\u201d\u2019]$"),
        noted("The key stands in quotation marks."),
    ),
    _Shape(re.compile(r"^https?://"), noted("An address stands where the key belongs.")),
    _Shape(re.compile(r"^bearer\b", re.IGNORECASE), noted("The key begins with “Bearer”.")),
    _Shape(
        re.compile(r"^<.*>$|\*{3}|^(your|my|the)[-_ ]|^\$|\{.*\}|^x{4,}$", re.IGNORECASE),
        noted("A placeholder stands where the key belongs."),
    ),
    _Shape(re.compile(r"[^\x21-\x7e]"), noted("The key holds a character that no key has.")),
)
_AZURE_KEY = re.compile(r"[0-9a-f]{32}|[0-9A-Za-z]{84}")


def key_plausible(subject: Subject) -> CheckFinding:
    """Whether there is a key, and whether it can be one. Its value is not shown."""
    connection = subject.connection
    if connection is None:
        return skipped(say("No model is chosen."))
    if connection.key_name is None:
        return passed(say("This provider needs no key."))
    key = subject.key
    if not key:
        return failed(
            say(
                "There is no key for this provider, neither saved nor in {name}.",
                name=connection.key_name,
            ),
            say("Enter the key in Jupyter AI's settings."),
        )
    where = (
        say("given or saved in Jupyter AI")
        if connection.key
        else say("environment variable {name}", name=connection.key_name)
    )
    broken = next((each for each in _NO_KEYS if each.pattern.search(key)), None)
    if broken:
        return failed(
            say(broken.explanation),
            say("Copy the key once more, and nothing but the key."),
            {say("from"): where},
        )
    doubt = _doubt(subject, key)
    return (
        warning(*doubt, {say("from"): where})
        if doubt
        else passed(say("There is a key, and it can be one."), {say("from"): where})
    )


def _doubt(subject: Subject, key: str) -> tuple[str, str] | None:
    """What is odd about the key for this service, and what to do."""
    service = subject.address.service if subject.address else None
    azure = service in (Service.AZURE_OPENAI, Service.AZURE_FOUNDRY, Service.AZURE_COGNITIVE)
    if azure and not _AZURE_KEY.fullmatch(key):
        return (
            say("Azure's keys have 32 or 84 letters and digits; this one is built otherwise."),
            say("Copy KEY 1 or KEY 2 from the resource's page “Keys and Endpoint”."),
        )
    if service is Service.OPENAI and not key.startswith("sk-"):
        return (
            say("OpenAI's keys begin with “sk-”; this one does not."),
            say("Copy the key from OpenAI's page of API keys."),
        )
    return None
