"""Azure's API version: its form, its age, and whether one is needed at all."""

from __future__ import annotations

import re
from datetime import date

from ...jupyter_ai.connection import Protocol
from ...language import say
from ..result import CheckFinding, failed, passed, skipped, warning
from ..subject import Subject

_FORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})(-preview)?")
_WITH_OPTIONS = date(2024, 9, 1)
"""Azure took `stream_options` from the API version 2024-09-01-preview on; the one before was
2024-08-01-preview, and the next stable one is 2024-10-21 (Microsoft, "Azure OpenAI API preview
lifecycle", changes between 2024-08-01-preview and 2024-09-01-preview)."""
_OLD = 2 * 365
"""Days after which a preview is called old."""
_VARIABLES = ("OPENAI_API_VERSION", "AZURE_API_VERSION")
"""Where client libraries look for it when it is not configured."""


def api_version(subject: Subject) -> CheckFinding:
    """The version that is configured, or stands in the environment."""
    connection = subject.connection
    if connection is None or connection.protocol is not Protocol.AZURE:
        return skipped(say("Only Azure has API versions."))
    named = (subject.environment.get(name) for name in _VARIABLES)
    text = subject.api_version or next(filter(None, named), None)
    if subject.address and subject.address.v1:
        return passed(say("/openai/v1/ needs no API version."), {say("version"): text})
    if not text:
        return warning(
            say("No API version is configured; Azure refuses requests without one."),
            say("Enter 2024-10-21, or the one that your gateway asks for."),
        )
    day = _day(text)
    return _malformed(text) if day is None else _dated(text, day, subject.today)


def _day(text: str) -> date | None:
    form = _FORM.fullmatch(text)
    try:
        return date(int(form[1]), int(form[2]), int(form[3])) if form else None
    except ValueError:
        return None


def _malformed(text: str) -> CheckFinding:
    if text in ("v1", "preview", "latest"):
        return failed(
            say("“{version}” is for addresses with /openai/v1/ only.", version=text),
            say("Enter a dated one, such as 2024-10-21."),
        )
    return failed(
        say("“{version}” is not an API version.", version=text),
        say("It has the form 2024-10-21 or 2025-04-01-preview."),
    )


def _dated(text: str, day: date, today: date) -> CheckFinding:
    if day > today:
        return failed(
            say("The API version {version} lies in the future.", version=text),
            say("It has the form 2024-10-21: year, month, day."),
        )
    if day < _WITH_OPTIONS:
        explanation = say(
            "The API version {version} does not know stream_options, which Jupyter AI sends with "
            "streams: such a stream is refused. In mode auto it is asked for without.",
            version=text,
        )
    elif text.endswith("-preview") and (today - day).days > _OLD:
        explanation = say(
            "The API version {version} is a preview of more than two years ago; Azure retires "
            "previews.",
            version=text,
        )
    else:
        return passed(
            say("The API version has the right form, and knows stream_options."),
            {say("version"): text},
        )
    return warning(explanation, say("Enter 2024-10-21 or a later one."), {say("version"): text})
