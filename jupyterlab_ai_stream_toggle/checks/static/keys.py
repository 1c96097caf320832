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
    _Shape(re.compile(r"\s"), noted("The API key contains a space or a line break.")),
    _Shape(
        re.compile(r"^['\"\u201c\u2018]|['\"\u201d\u2019]$"),
        noted("The API key is in quotation marks."),
    ),
    _Shape(re.compile(r"^https?://"), noted("The API key is an address.")),
    _Shape(re.compile(r"^bearer\b", re.IGNORECASE), noted("The API key starts with “Bearer”.")),
    _Shape(
        re.compile(r"^<.*>$|\*{3}|^(your|my|the)[-_ ]|^\$|\{.*\}|^x{4,}$", re.IGNORECASE),
        noted("The API key is a placeholder."),
    ),
    _Shape(
        re.compile(r"[^\x21-\x7e]"), noted("The API key contains a character that is not valid.")
    ),
)
_AZURE_KEY = re.compile(r"[0-9a-f]{32}|[0-9A-Za-z]{84}")


def key_plausible(subject: Subject) -> CheckFinding:
    """Whether there is a key, and whether it can be one. Its value is not shown."""
    connection = subject.connection
    if connection is None:
        return skipped(say("No model is selected."))
    if connection.key_name is None:
        return passed(say("This provider requires no API key."))
    key = subject.key
    if not key:
        return failed(
            say(
                "API key missing: none is saved, and {name} is not set.",
                name=connection.key_name,
            ),
            say("Enter the API key in Jupyter AI settings."),
        )
    where = (
        say("Entered or saved in Jupyter AI")
        if connection.key
        else say("environment variable {name}", name=connection.key_name)
    )
    broken = next((each for each in _NO_KEYS if each.pattern.search(key)), None)
    if broken:
        return failed(
            say(broken.explanation),
            say("Copy the API key again, without any other characters."),
            {say("source"): where},
        )
    doubt = _doubt(subject, key)
    return (
        warning(*doubt, {say("source"): where})
        if doubt
        else passed(say("API key found; its format looks valid."), {say("source"): where})
    )


def _doubt(subject: Subject, key: str) -> tuple[str, str] | None:
    """What is odd about the key for this service, and what to do."""
    service = subject.address.service if subject.address else None
    azure = service in (Service.AZURE_OPENAI, Service.AZURE_FOUNDRY, Service.AZURE_COGNITIVE)
    if azure and not _AZURE_KEY.fullmatch(key):
        return (
            say("Azure API keys have 32 or 84 letters and digits; this one does not."),
            say("Copy KEY 1 or KEY 2 from the resource's page “Keys and Endpoint”."),
        )
    if service is Service.OPENAI and not key.startswith("sk-"):
        return (
            say("OpenAI API keys start with “sk-”; this one does not."),
            say("Copy the API key from OpenAI's API keys page."),
        )
    return None
