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
        return skipped(say("Only Azure uses API versions."))
    named = (subject.environment.get(name) for name in _VARIABLES)
    text = subject.api_version or next(filter(None, named), None)
    if subject.address and subject.address.v1:
        return passed(
            say("Addresses with /openai/v1/ require no API version."), {say("version"): text}
        )
    if not text:
        return warning(
            say("No API version is set; Azure rejects requests without one."),
            say("Enter 2024-10-21, or the version that your gateway requires."),
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
            say("“{version}” is only for addresses with /openai/v1/.", version=text),
            say("Enter a dated version, such as 2024-10-21."),
        )
    return failed(
        say("“{version}” is not a valid API version.", version=text),
        say("Use the form 2024-10-21 or 2025-04-01-preview."),
    )


def _dated(text: str, day: date, today: date) -> CheckFinding:
    if day > today:
        return failed(
            say("API version {version} is in the future.", version=text),
            say("Use the form 2024-10-21 (year, month, day)."),
        )
    if day < _WITH_OPTIONS:
        explanation = say(
            "API version {version} does not support stream_options, which Jupyter AI sends with "
            "streaming requests. Auto mode omits the field after it is rejected.",
            version=text,
        )
    elif text.endswith("-preview") and (today - day).days > _OLD:
        explanation = say(
            "API version {version} is a preview from more than two years ago; Azure retires "
            "previews.",
            version=text,
        )
    else:
        return passed(
            say("API version looks valid and supports stream_options."),
            {say("version"): text},
        )
    return warning(explanation, say("Enter 2024-10-21 or later."), {say("version"): text})
