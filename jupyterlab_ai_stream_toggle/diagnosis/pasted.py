"""The facts in an error that somebody pasted: a traceback, a chat's last line, a body, a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from . import transport
from .evidence import FailureEvidence, Phase
from .recorded import recorded
from .speakers import is_own
from .tracebacks import without_tracebacks

LONGEST = 200_000
"""Characters that are looked at, from the end: what was raised stands there."""

_STATUS = re.compile(
    r"(?:\berror code:|\bHTTP(?:/[\d.]+)?|\bstatus(?:[ _]?code)?\W{1,3})\s*([45]\d\d)\b",
    re.IGNORECASE,
)
# The line that ends a traceback, or that Jupyter AI shows: the name of a class, and what it says.
_RAISED = re.compile(
    r"^(?:Error: )?((?:\w+\.)*[A-Z]\w*(?:Error|Exception|Timeout|Interrupted|Silent|Reply))"
    r"(?:: ?(.*))?$",
    re.MULTILINE,
)
_OF_FILES = {"FileNotFoundError", "IsADirectoryError", "PermissionError"}
# What loads trusted certificates, in the lines of a traceback.
_LOADING = re.compile(r"load_verify_locations|create_default_context|create_ssl_context")
_PAGE = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)


def pasted(text: str, phase: Phase = Phase.BEFORE_CONTENT) -> FailureEvidence:
    """The facts in the text. Never raises."""
    text = text[-LONGEST:].strip()
    raised = list(_RAISED.finditer(text))
    said = without_tracebacks(text)
    status = _STATUS.search(said) or _STATUS.search(text)
    page = _PAGE.search(text)
    # Of chained exceptions the last one is what the program saw. One that speaks for a library is
    # found in the text, and speaks for its own line only.
    name = raised[-1].group(1) if raised else ""
    evidence = recorded(
        {
            "exception": name if name and not is_own(name, "") else None,
            "message": said,
            "status": int(status.group(1)) if status else None,
            "body": text[page.start() :] if page else _json_of(text),
        }
    )
    names = frozenset(match.group(1).rpartition(".")[2] for match in raised)
    if names & _OF_FILES and _LOADING.search(text):
        names |= {transport.NO_CERTIFICATES}
    return replace(evidence, phase=phase, classes=evidence.classes | names, raw=text)


def _json_of(text: str) -> object:
    """The whole text as JSON, if it is; what is JSON inside of a text is found there anyway."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
