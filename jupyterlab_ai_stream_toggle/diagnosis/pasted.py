"""The facts in an error that somebody pasted: a traceback, a chat's last line, a body, a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from . import transport
from .evidence import FailureEvidence, Phase
from .order import CAUSES
from .recorded import recorded
from .speakers import is_own
from .structures import structures_in
from .tracebacks import without_tracebacks

LONGEST = 200_000
"""Characters that are looked at, from the end: what was raised stands there."""

_STATUS = re.compile(
    r"(?:\berror code:|\bHTTP(?:/[\d.]+)?|\bstatus(?:[ _]?code)?\W{1,3}"
    r"|\b(?:client|server) error ')\s*([45]\d\d)\b",
    re.IGNORECASE,
)
_STATUS_OF_PAGE = re.compile(r"<(?:title|h1)>\s*(?:error:?\s+)?([45]\d\d)\b", re.IGNORECASE)
# What the openai package raises for a status, and all who took its classes over.
_STATUS_OF_CLASS = {
    "AuthenticationError": 401,
    "BadGatewayError": 502,
    "BadRequestError": 400,
    "ConflictError": 409,
    "InternalServerError": 500,
    "NotFoundError": 404,
    "PermissionDeniedError": 403,
    "RateLimitError": 429,
    "ServiceUnavailableError": 503,
    "UnprocessableEntityError": 422,
    # LiteLLM's, of whatever it does not know; the openai package's has none.
    "litellm.APIConnectionError": 500,
    "litellm.exceptions.APIConnectionError": 500,
}
# An answer as command lines show it: its status, its headers.
_HEAD = re.compile(r"\AHTTP/[\d.]+ (\d{3})[^\n]*\n((?:[\w-]+:[^\n]*\n)*)\s*")
# The openai package quotes an answer like this; of an answer alone it raises the other.
_QUOTED = re.compile(r"\bError code: [45]\d\d - (?=[{\[])")
_REPORTED = "openai.APIError"
# The line that ends a traceback, or that Jupyter AI shows: the name of a class, and what it says.
_RAISED = re.compile(
    r"^(?:Error: )?((?:\w+\.)*[A-Z]\w*(?:Error|Exception|Timeout|Interrupted|Silent|Reply)"
    r"|(?:\w+\.)+[A-Z]\w+)(?:: ?(.*))?$",
    re.MULTILINE,
)
_PAGE = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_EVENT = re.compile(r"^(?:Error: )?data: ?([{\[].*)$", re.MULTILINE)
_OF_FILES = {"FileNotFoundError", "IsADirectoryError", "PermissionError"}
# What loads trusted certificates, in the lines of a traceback.
_LOADING = re.compile(r"load_verify_locations|create_default_context|create_ssl_context")
# How the details begin that we show ourselves: in the chat with what it was, when, the status and
# what else, in the browser with a line each, named in the user's language.
_CAUSE = rf"(?P<cause>{'|'.join(CAUSES)})"
_IN_CHAT = re.compile(
    rf"^{_CAUSE} · (?P<phase>{'|'.join(each.value for each in Phase)})(?: · .*)?$", re.MULTILINE
)
# What stands in them beside what was said: where the request went, and who said it.
_LABELS = re.compile(
    r"^(?:Sent to|Redirected to): \S+$|^The request was not observed\.[^\n]*$"
    r"|^(?:Response|Client library): ",
    re.MULTILINE,
)
_IN_BROWSER = re.compile(rf"^[^:\n]{{1,30}}: {_CAUSE}$", re.MULTILINE)


def pasted(text: str, phase: Phase = Phase.BEFORE_CONTENT) -> FailureEvidence:
    """The facts in the text. Never raises.

    `phase` is when it happened, where the text does not tell.
    """
    text = text[-LONGEST:].strip()
    details = _IN_CHAT.search(text) or _IN_BROWSER.search(text)
    if details is not None:
        phase = Phase(details.groupdict().get("phase", phase))
        text = details[0] + text[details.end() :]  # what stands before are words of ours
    head = _HEAD.match(text)
    raised = list(_RAISED.finditer(text))
    begins = head.end() if head else details.end() - details.start() if details else 0
    said = without_tracebacks(_LABELS.sub("", text[begins:]) if details else text[begins:])
    # Of chained exceptions the last one is what the program saw. One that speaks for a library is
    # found in the text, and speaks for its own line only.
    name = raised[-1].group(1) if raised else ""
    body = _body_in(text[begins:])
    if body is None and name == _REPORTED and raised[-1].group(2):
        body = raised[-1].group(2)
    evidence = recorded(
        {
            "exception": name if name and not is_own(name, "") else None,
            "message": said,
            "status": int(head[1]) if head else _status_in(text, said, name),
            "headers": _headers_in(head[2]) if head else None,
            "body": body,
        }
    )
    names = frozenset(match.group(1).rpartition(".")[2] for match in raised)
    if names & _OF_FILES and _LOADING.search(text):
        names |= {transport.NO_CERTIFICATES}
    return replace(
        evidence,
        phase=phase,
        classes=evidence.classes | names,
        raw=text,
        diagnosed=details["cause"] if details else "",
    )


def _status_in(text: str, said: str, name: str) -> int | None:
    for found in (_STATUS.search(said), _STATUS.search(text), _STATUS_OF_PAGE.search(text)):
        if found:
            return int(found.group(1))
    return _STATUS_OF_CLASS.get(name) or _STATUS_OF_CLASS.get(name.rpartition(".")[2])


def _headers_in(lines: str) -> dict[str, str]:
    return {
        name: value.strip()
        for name, _, value in (line.partition(":") for line in lines.split("\n"))
    }


def _body_in(text: str) -> object:
    """What an endpoint answered, as far as it can be told from the rest.

    That is a page, JSON, an event, or what the openai package quotes. JSON inside of other texts is
    found there anyway.
    """
    page = _PAGE.search(text)
    if page:
        return text[page.start() :]
    quoted = _QUOTED.search(text)
    if quoted:
        found = next(structures_in(text[quoted.end() :]), None)
        return found[0] if found else None
    event = _EVENT.search(text)
    return _json(text) or (_json(event[1]) if event else None)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
