"""The facts of a failure, taken from whatever exception carried them.

Every client library has its own exceptions, and gateways pack one error into another. What can be
relied upon is gathered here without importing any of those libraries: the HTTP status, the error
body with all that is nested in it, and the classes of the exception and of its causes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ..target import clean_endpoint
from . import transport
from .exceptions import (
    as_status,
    botocore_error,
    content_type,
    found_by_traceback,
    headers_of,
    lower_case,
    status_of,
    text_of,
    with_causes,
)
from .exchange import Exchange
from .speakers import ClientWords, quotes_an_answer, speaks_for_itself
from .structures import ANSWER_FIELDS, is_answer, is_error, structures_in
from .tracebacks import literal_ones
from .waiting import seconds_in_header

_PREFIX = re.compile(r"^Error code: \d{3}( - )?")

_BOTOCORE = re.compile(r"^(?:[\w.]+: )*An error occurred \((\w+)\)", re.MULTILINE)

# No word of any language: an image, a token, the like.
_BLOB = re.compile(r"[A-Za-z0-9+/=_*-]{120,}")

_DEPTH = 8
"""How deep bodies are followed; real ones nest three or four levels."""
_LENGTH = 20_000
"""Characters of a text that are looked at."""
_LONGEST = 200_000
"""Characters of a text that are looked at for tracebacks, which can be long."""
_KEPT = 4_000
"""Characters of a text that are kept: who explains an error does so at its beginning."""
_PAGE = 2_000
"""Characters of an HTML page that are kept; what it is about stands at its top."""


class Phase(str, Enum):
    """When a request failed."""

    BEFORE_CONTENT = "before-content"
    """A stream was asked for, and nothing of the answer had come."""
    MID_STREAM = "mid-stream"
    """Some of the answer had come."""
    PLAIN_REQUEST = "plain-request"
    """A whole answer was asked for."""


# The base of the failures that we find out ourselves.
_OURS = "ReplyFailure"
# LiteLLM's for what went wrong on its side of the connection; Ollama's reader has the first one.
_INVENTED = {400, 500, 503}


@dataclass(frozen=True)
class FailureEvidence:
    """What is known about a failed request."""

    phase: Phase = Phase.BEFORE_CONTENT
    status: int | None = None
    """HTTP status, or a status that the body names where the transport had none."""
    parameters: frozenset[str] = frozenset()
    """Request parameters that the error names as its subject (`param`, `loc`)."""
    codes: frozenset[str] = frozenset()
    """Machine-readable codes and types, lower case."""
    text: str = ""
    """The words of the endpoint, one message a line, with all that nobody else is known to say."""
    client: str = ""
    """What client libraries say by themselves: of the connection, and of what they cannot read."""
    classes: frozenset[str] = frozenset()
    """Names of the exception's classes and those of its causes; where the client library keeps
    these to itself, what its words stand for."""
    answered: bool = False
    """An HTTP answer came, whose words tell of no connection of ours."""
    diagnosed: str = ""
    """The id of its cause, where it was diagnosed before: in details that somebody copied."""
    page: bool = False
    """A web page came, where an answer or an error of the API was expected."""
    raw: str = ""
    """The error as the client library words it. May hold secrets: see `redaction`."""
    content_type: str | None = None
    """Of the answer, without its parameters."""
    retry_after: float | None = None
    """Seconds that the endpoint's header asks to wait."""
    request: str | None = None
    """Where the request went, as it was seen on the wire: a URL without query and credentials.
    None where nothing was seen, and client libraries are believed."""
    redirected: str | None = None
    """Where it was sent on to, in the same form."""
    answer: str = ""
    """The beginning of the body that was seen on the wire."""

    @property
    def unsent(self) -> bool:
        """Whether the request could not be sent: the key has something in it that no header may."""
        return transport.UNSENT in self.classes

    @property
    def upstream(self) -> bool:
        """Whether the endpoint answers that it failed: its words of connections are of its own."""
        return self.answered and (self.status is None or self.status >= 500)

    @property
    def unreached(self) -> bool:
        """Whether no connection came about."""
        return transport.is_unreached(self.classes)

    @property
    def timed_out(self) -> bool:
        """Whether nothing came, or nothing more, in the time that is given to it."""
        return bool(self.classes & transport.TIMED_OUT)

    @property
    def garbled(self) -> bool:
        """Whether something came that is not HTTP, or not what it says or should be."""
        return transport.is_garbled(self.classes, self.client)

    @property
    def unread(self) -> bool:
        """Whether an answer came, and the client library could not read it."""
        return bool(self.classes & transport.UNREAD)

    @property
    def connection_lost(self) -> bool:
        """Whether there was a connection, and it was closed before the answer was complete."""
        lost = bool(self.classes & transport.LOST)
        return lost and not (self.unreached or self.timed_out or self.garbled)

    @property
    def ended_early(self) -> bool:
        """Whether the client library reports a stream that ended without its mark."""
        return transport.ENDED_EARLY in self.classes

    @property
    def is_network(self) -> bool:
        """Whether it is the connection that failed, in one of these ways or in an unknown one."""
        if self.unreached or self.timed_out or self.connection_lost:
            return True
        if self.garbled or self.ended_early or self.classes & transport.UNREAD:
            return False
        return self.status is None and bool(self.classes & transport.NETWORK)


def evidence_of(
    error: BaseException,
    phase: Phase = Phase.BEFORE_CONTENT,
    exchange: Exchange | None = None,
) -> FailureEvidence:
    """The facts of a failure. Never raises.

    What was seen on the wire, if anything, has the word; of the exception and its causes the rest
    is taken, or all.
    """
    seen = exchange if exchange is not None and exchange.seen else None
    told_by_wire = seen is not None and _tells(seen)
    status: int | None = None
    found = Gathered()
    classes: set[str] = set()
    raw: list[str] = []
    said: list[str] = []
    bodies: list[object] = []
    headers: dict[str, str] = {}
    answered = False
    for each in with_causes(error):
        text = text_of(each)
        names = {kind.__name__ for kind in type(each).__mro__}
        raw.append(text[:_LENGTH])
        if told_by_wire and _OURS not in names:
            continue  # made of what was seen, or made up
        headers = headers or headers_of(each)
        classes |= names
        status = status or status_of(each)
        answered = answered or quotes_an_answer(each)
        classes |= found_by_traceback(each)
        body = getattr(each, "body", None)
        # A library hands on the body of another's error: a plain request may wait for this.
        if isinstance(body, (dict, list, tuple, str, bytes)) and body not in bodies:
            bodies.append(body)
            found.add(body)
        found.add(botocore_error(each))
        if speaks_for_itself(each, text):
            found.client.hear_exception(text[:_LENGTH])
        elif _OURS not in names:  # what we say ourselves is no evidence
            said.append(text)
    # Only now is it known what the libraries say, which others repeat.
    for text in dict.fromkeys(said):
        found.add(text)
    if seen is not None:
        status = seen.status if seen.failed else None
        headers = lower_case(seen.headers)
        answered = seen.failed or seen.complete or seen.reported is not None
        found.add(seen.reported)
        if seen.failed or is_page(seen.text) or _reports_an_error(seen.text):
            found.add(seen.text)
        if seen.status is not None and seen.error is None:
            # Whatever a library says of the connection, it did its part; how long to wait is the
            # library's to say, until all has come.
            classes -= (
                transport.ALL
                - transport.GARBLED
                - (set() if seen.complete else transport.TIMED_OUT)
            )
        if seen.error is not None and not seen.failed:
            classes |= _hear(seen.error, found)
    return found.evidence(
        answered=answered,
        raw="\n".join(dict.fromkeys(filter(None, raw))),
        headers=headers,
        phase=phase,
        status=status,
        classes=classes,
        exchange=seen,
    )


def _tells(seen: Exchange) -> bool:
    """Whether what was seen is all that there is to know."""
    return seen.failed or seen.unanswered or seen.reported is not None or is_page(seen.text)


def _reports_an_error(body: str) -> bool:
    """Whether a body that came with a status of success tells of a failure."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and bool(value.get("error") or value.get("errors"))


def _hear(error: Exception, found: Gathered) -> set[str]:
    """The classes of what the HTTP library raised, whose words it is."""
    classes: set[str] = set()
    for each in with_causes(error):
        classes |= {kind.__name__ for kind in type(each).__mro__}
        found.client.hear_exception(text_of(each)[:_LENGTH])
    return classes


class Gathered:
    """Collects parameters, codes and texts out of nested bodies."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.parameters: set[str] = set()
        self.codes: set[str] = set()
        self.texts: list[str] = []
        self.client = ClientWords()
        self._quoted = ClientWords()
        """Of those who are quoted: what became of their connections is not about ours."""
        self._told: set[str] = set()
        """Classes that stand for what was said outside of all quotations."""
        self.page = False

    def evidence(  # noqa: PLR0913  # these are what is not in bodies and texts
        self,
        *,
        answered: bool,
        raw: str,
        headers: Mapping[str, str],
        phase: Phase,
        status: int | None,
        classes: Iterable[str],
        exchange: Exchange | None = None,
    ) -> FailureEvidence:
        """All of it, with what is known besides. `answered` says that an HTTP answer came."""
        text = "\n".join(dict.fromkeys(self.texts))
        client = "\n".join(dict.fromkeys(self.client.texts + self._quoted.texts))
        known = set(classes)
        if not answered:  # else it is the endpoint that tells of a connection of its own
            known |= self.client.classes | self._told
            known |= transport.told_of("\n".join(self.client.texts))
            if status in _INVENTED and known & transport.SPECIFIC:
                status = None
        return FailureEvidence(
            answered=answered,
            phase=phase,
            status=status or self.status,
            parameters=frozenset(self.parameters),
            codes=frozenset(self.codes),
            text=text,
            client=client,
            classes=frozenset(known),
            page=self.page or "PageInsteadOfReply" in known,
            raw=raw,
            content_type=content_type(headers),
            retry_after=seconds_in_header(headers),
            request=clean_endpoint(exchange.url) if exchange else None,
            redirected=clean_endpoint(exchange.redirected) if exchange else None,
            answer=exchange.text[:_KEPT] if exchange else "",
        )

    def add(self, value: object, depth: int = 0) -> None:
        """Gather from a value and from all that is nested in it, texts included."""
        if depth > _DEPTH:
            return
        if isinstance(value, dict):
            self._add_mapping(value, depth)
        elif isinstance(value, (list, tuple)):
            for item in value:
                self.add(item, depth + 1)
        elif isinstance(value, bytes):
            self.add(value.decode("utf-8", "replace"), depth)
        elif isinstance(value, str):
            self._add_text(value, depth)

    def _add_mapping(self, mapping: dict[Any, Any], depth: int) -> None:
        for key, value in mapping.items():
            if key in ("param", "parameter") and isinstance(value, str):
                self.parameters.add(value)
                self.status = self.status or as_status(value)  # one gateway puts it there
            elif key == "loc" and isinstance(value, (list, tuple)):  # pydantic, FastAPI
                path = [str(part) for part in value if part not in ("body", "query")]
                self.parameters.add(".".join(path))
            elif key in ("code", "type", "status") and isinstance(value, (str, int)):
                self.codes.add(str(value).lower())
                self.status = self.status or as_status(value)
            elif key not in ("input", "ctx", "url", *ANSWER_FIELDS):
                # `input` and the like repeat the request: their words are not the error's.
                self.add(value, depth + 1)

    def _add_text(self, text: str, depth: int) -> None:
        client = self._quoted if depth else self.client
        text = client.without_tracebacks(text.strip()[:_LONGEST])
        text = _BLOB.sub(" ", text.strip()[:_LENGTH]).strip()
        if not text:
            return
        self.page = self.page or is_page(text)
        if code := _BOTOCORE.search(text):
            self.codes.add(code[1].lower())
        # The openai package begins with what the status says already.
        text = _PREFIX.sub("", text)
        said = text
        page = is_page(text)
        source = list(literal_ones(text))
        nested = [
            (value, start, end)
            # A page has brackets enough, and nothing to read in them.
            for value, start, end in (() if page else structures_in(text))
            if not any(begins < start < ends for begins, ends in source)
        ]
        for value, start, end in reversed(nested):
            # What an error says is gathered from it, what it quotes is not; an answer says nothing
            # about itself.
            if is_error(value) or is_answer(value):
                said = f"{said[:start]} {said[end:]}"
        if not depth:
            self._told |= transport.told_of(said)
        said = client.without_sentences(said).strip()
        if said:
            self.texts.append(said[: _PAGE if page else _KEPT])
        for value, _, _ in nested:
            self.add(value, depth + 1)


def is_page(text: str) -> bool:
    """Whether a text is a web page rather than an answer of an API."""
    start = text.lstrip()[:200].lower()
    return start.startswith("<") and any(
        each in start for each in ("<!doctype html", "<html", "<head", "<body")
    )
