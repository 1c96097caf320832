"""Answers that came, and that are none: not to be read, or empty."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Disproof
from ..words import words
from .vocabulary import CHECK, streamed

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
    title=noted("The answer cannot be read"),
    explanation=noted(
        "Something came back that the client library does not understand as an answer."
    ),
    hint=noted(
        "Either something on the way changes the answer, or the address is not that of an API "
        "this provider type speaks. Check the address and the provider type."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=CHECK,
    when=_malformed,
    mid_stream=_unreadable_midst,
    variants=(
        Variant(
            "stream",
            when=streamed,
            explanation=noted(
                "A stream was asked for, and what came back is not one that the client "
                "library can read."
            ),
            hint=noted(
                "Set streaming to off or auto for this model: a whole answer often arrives "
                "unharmed where a gateway changes streams. If that fails too, check that the "
                "address is that of the API and fits the provider type."
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
    title=noted("The answer is empty"),
    explanation=noted("The request was accepted, but no answer came with it."),
    hint=noted(
        "Ask again in other words. If it stays empty, a filter may remove the answer, or the "
        "limit of tokens is used up before the first word: raise it."
    ),
    tried=True,
    disproof=Disproof.CHAT,
    actions=CHECK,
    when=_empty,
    variants=(
        Variant(
            "no-room",
            when=lambda case, _: case.is_a("NoRoomToReply"),
            title=noted("There was no room for an answer"),
            explanation=noted(
                "The model used up the tokens of its answer before it said anything, most "
                "likely with its reasoning."
            ),
            hint=noted(
                "Raise the limit of tokens in the model's parameters, or ask for less "
                "reasoning. Streaming or not makes no difference."
            ),
        ),
        Variant(
            "stream",
            when=streamed,
            explanation=noted("A stream was opened, and ended without an answer."),
            hint=noted(
                "The endpoint, or a filter on the way, may not support streams: set streaming "
                "to off or auto, and one whole answer is asked for. If that is empty too, the "
                "answer is filtered, or the limit of tokens leaves no room for it."
            ),
        ),
    ),
)
