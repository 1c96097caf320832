"""Answers that came, and that are none: not to be read, or empty."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Disproof
from ..words import words
from .vocabulary import AGAIN, streamed

UNREADABLE = words(
    r"expecting (?:value|property|',')|unterminated string|extra data: line|invalid (?:json"
    r"|control character)|json ?decod|unexpected (?:token|end of)|not valid json|content[- ]type",
    r"malformed|unparse?able|cannot (?:be )?parse|failed to (?:parse|decode)",
)

# Raised while events are read: an answer came, and what it says of streams is no refusal.
_UNREADABLE_EVENTS = ("SSEError", "JSONDecodeError")
_UNREADABLE_CLASSES = (
    "APIResponseValidationError",
    "AssertionError",
    "AttributeError",
    "DecodingError",
    "IndexError",
    "JSONDecodeError",
    "KeyError",
    "ResponseParserError",
    "SSEError",
    "TypeError",
    "UnicodeDecodeError",
    "ValidationError",
    "ContentTypeError",
)


def _malformed(case: Case) -> bool:
    if case.evidence.status is not None:
        return False
    return case.is_a(*_UNREADABLE_CLASSES) or case.says(UNREADABLE)


def has_unreadable_events(case: Case) -> bool:
    """Whether the events of a stream could not be read."""
    return case.is_a(*_UNREADABLE_EVENTS)


def is_garbled(case: Case) -> bool:
    """Whether what came is not HTTP, or not what it says it is."""
    return case.evidence.garbled


def _unreadable_midst(case: Case) -> bool:
    return is_garbled(case) or case.is_a("JSONDecodeError") or case.says(UNREADABLE)


REPLY_MALFORMED = Cause(
    id="reply-malformed",
    title=noted("Malformed response"),
    explanation=noted("The client library could not parse the response."),
    hint=noted(
        "A gateway or proxy may alter the response, or the address belongs to an API that this "
        "provider does not support. Check the address and the provider."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=AGAIN,
    when=_malformed,
    mid_stream=_unreadable_midst,
    variants=(
        Variant(
            "stream",
            when=streamed,
            explanation=noted("The client library could not parse the streaming response."),
            hint=noted(
                "Set streaming to Auto or Off for this model: non-streaming responses often pass "
                "gateways that alter streaming ones. If that fails too, check that the address "
                "belongs to the API and matches the provider."
            ),
        ),
    ),
)

_NO_CHUNKS = words(
    r"no generation chunks|no (?:chunks?|content|choices|answer|response) (?:was|were|returned"
    r"|received|generated)",
    r"empty (?:response|reply|stream|answer|completion)",
)


def _empty(case: Case) -> bool:
    if (
        case.is_a("EmptyReply", "NoRoomToReply")
        or case.evidence.ended_early
        or case.says(_NO_CHUNKS)
    ):
        return True
    # Nothing was raised, and nothing was said.
    return not (
        case.evidence.status
        or case.evidence.classes - {""}
        or case.said.strip(" \n")
        or case.evidence.codes
    )


# What stands in an event stream beside its events, and the mark of its end.
_ONLY_AN_END = re.compile(r"(?:\s|^(?::|event:|id:|retry:).*$|^data:\s*\[DONE\])*", re.MULTILINE)


def has_only_an_end(case: Case) -> bool:
    """An event stream that holds no event but its end, or nothing at all."""
    evidence = case.evidence
    told = evidence.status is not None or evidence.classes - {""} or evidence.codes
    return not told and all(
        _ONLY_AN_END.fullmatch(text) for text in (evidence.text, evidence.client, evidence.raw)
    )


EMPTY_REPLY = Cause(
    id="empty-reply",
    title=noted("Empty response"),
    explanation=noted("The endpoint accepted the request but returned no content."),
    hint=noted(
        "Rephrase the message. If the response stays empty, a filter may remove it, or the token "
        "limit is reached before the first word: raise the limit."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=AGAIN,
    when=_empty,
    variants=(
        Variant(
            "no-room",
            when=lambda case, _: case.is_a("NoRoomToReply"),
            title=noted("Token limit reached before the response"),
            explanation=noted(
                "The model used all tokens allowed for the response before writing any text, "
                "most likely for reasoning."
            ),
            hint=noted(
                "Raise the token limit in the model parameters, or reduce the reasoning effort. "
                "This is unrelated to streaming."
            ),
        ),
        Variant(
            "stream",
            when=streamed,
            explanation=noted("Streaming started but ended without any content."),
            hint=noted(
                "The endpoint or a gateway may not support streaming: set streaming to Auto or "
                "Off. If the non-streaming response is empty too, it is filtered, or the token "
                "limit leaves no room for it."
            ),
        ),
    ),
)
