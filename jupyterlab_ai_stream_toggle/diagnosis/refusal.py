"""Whether a failure is about streaming: refused as a stream, or for not being one.

Structure is looked at first (status, `param`, codes), words second.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .evidence import FailureEvidence
from .wording import (
    names_options,
    names_other_reason,
    names_streaming,
    refuses_streaming,
    refuses_the_operation_for_streams,
    rejects_other_keys,
    says_no_more_than_its_status,
    speaks_of_a_route_for_streams,
    speaks_of_a_scope_for_streams,
)

# Whatever the words: a plain request meets the same wall. 407 proxy, 413 too large, 408/504/524
# gateway time-outs, 429/529 load.
_SETTLED = {401, 407, 408, 413, 429, 504, 522, 524, 529}

_SETTLED_CODES = re.compile(
    r"context_length|content_filter|content_policy|responsible_?ai|insufficient_quota|rate_limit"
    r"|invalid_api_key|(model|deployment)_?not_?found|overloaded|authentication|billing"
)
# A code or a type that names streaming as such, and not what happened to a stream.
_STREAM_CODES = re.compile(
    r"(?<!up)(?<!tool_)stream(?!_?options|_?(error|time|closed|broken|interrupt|reset|read|idle))"
)
# Codes that tell a reason where there is no status, if nothing speaks of streaming.
_TELLING_CODES = re.compile(r"validation|access_?denied|throttl|not_?found|invalid_?request")
# httpx says it with each status, and the providers whose streams have an address use httpx. The
# last part of the path: others are names that somebody chose.
_ASKED = re.compile(r"for url '(https?://[^'\s]+)'")
_FOR_STREAMS = re.compile(r"(?:stream|[_/:-]sse)[^/:]*$", re.IGNORECASE)
_NO_CODES = {"none", "null", "error", "forbidden", "not_found", "notfound"}
_OURS = {"stream", "stream_options"}
_CONTENT = {"messages", "message", "input", "prompt", "contents", "content"}
_BROKEN_PACKAGES = {"ImportError"}
# What Python and pydantic say of a call that never came to a request. What comes back is validated
# too, under the names of answers.
_MISCALLED = re.compile(
    r"got multiple values |got an unexpected keyword argument '(?!stream(_options)?')"
    r"|missing \d+ required "
    r"|validation errors? for (?!\w*(Chunk|Message|Completion|Response|Delta|Choice|Generation"
    r"|Result|Event|Stream))\w+"
)


def is_settled(evidence: FailureEvidence) -> bool:
    """Whether a plain request would meet the same wall, whatever the words are."""
    if any(map(_SETTLED_CODES.search, evidence.codes)) or evidence.unsent:
        return True
    if evidence.classes & _BROKEN_PACKAGES or is_own_mistake(evidence):
        return True
    return evidence.status in _SETTLED and not _is_kept_from_streams(evidence)


def is_own_mistake(evidence: FailureEvidence) -> bool:
    """Whether it is a call that was made wrongly, and nothing was sent."""
    return evidence.status is None and bool(_MISCALLED.search(evidence.raw or evidence.text))


def is_told_otherwise(evidence: FailureEvidence) -> bool:
    """Whether words or codes give a reason that a plain request would meet again."""
    # A connection that was closed tells nothing: some gateways cut streams. LiteLLM wraps what it
    # does not know, a provider's own words included, as an error of the connection.
    # What was diagnosed before was judged by more than the words that are left.
    if evidence.is_network and not (evidence.connection_lost or evidence.diagnosed):
        return True
    if names_other_reason(f"{evidence.text}\n{evidence.client}") and not evidence.page:
        return True
    return evidence.status is None and any(map(_TELLING_CODES.search, evidence.codes))


def is_refused(evidence: FailureEvidence) -> bool:
    """Whether the endpoint named streaming, or an option of it, as what it does not take."""
    if is_settled(evidence):
        return False
    named = _named(evidence)
    about_us = named & _OURS
    if about_us and named - _OURS:
        return False  # the body does not fit in other places either
    if about_us or names_options(evidence.text) or _is_kept_from_streams(evidence):
        return True
    if evidence.is_network and not evidence.connection_lost:
        return refuses_streaming(evidence.text)
    return _speaks_of_an_address_for_streams(evidence) or _speaks_of_streaming(evidence)


def is_bare_at_a_route_for_streams(evidence: FailureEvidence) -> bool:
    """Whether an address that is for streams was refused, and no more was said of it.

    With some providers the address of a whole answer is another: this one tells nothing about it.
    """
    if evidence.status not in (403, 404, 405) or evidence.parameters:
        return False
    if any(not code.isdigit() and code not in _NO_CODES for code in evidence.codes):
        return False
    asked = [evidence.request] if evidence.request else _ASKED.findall(evidence.raw)
    for_streams = any(_FOR_STREAMS.search(urlsplit(url).path) for url in asked)
    return for_streams and says_no_more_than_its_status(evidence.text)


def blames_options(evidence: FailureEvidence) -> bool:
    """Whether a refusal is about `stream_options` alone."""
    named = _named(evidence)
    return "stream_options" in named or ("stream" not in named and names_options(evidence.text))


def requires_stream(evidence: FailureEvidence) -> bool:
    """Whether a plain request was refused for not being a stream.

    It asked for no stream, so an error that speaks of streaming can hardly mean anything else;
    only that `stream_options` go with streams alone is the sender's fault.
    """
    if evidence.status in _SETTLED or evidence.status == 403 or evidence.page:
        return False
    if any(map(_SETTLED_CODES.search, evidence.codes)) or evidence.is_network:
        return False
    named = _named(evidence)
    if "stream_options" in named or names_options(evidence.text):
        return False
    return "stream" in named or names_streaming(evidence.text)


def _is_kept_from_streams(evidence: FailureEvidence) -> bool:
    """Whether a permission is missing that is one for streams only."""
    return evidence.status in (401, 403) and speaks_of_a_scope_for_streams(evidence.text)


def _speaks_of_an_address_for_streams(evidence: FailureEvidence) -> bool:
    """Whether it is a path or an operation that exists for streams alone."""
    if evidence.status in (404, 405) and speaks_of_a_route_for_streams(evidence.text):
        return True
    named = refuses_the_operation_for_streams(evidence.text)
    return named and evidence.status in (400, 403, 404)


def _named(evidence: FailureEvidence) -> set[str]:
    """The parameters of the request that the error names, without what is inside of them."""
    return {parameter.partition(".")[0] for parameter in evidence.parameters}


def _points_into_content(evidence: FailureEvidence) -> bool:
    """Whether the error is about a place in what is asked, and not about how."""
    paths = [re.split(r"[.\[]", parameter, maxsplit=1) for parameter in evidence.parameters]
    return any(len(path) > 1 and path[0] in _CONTENT for path in paths)


def _speaks_of_streaming(evidence: FailureEvidence) -> bool:
    """Whether codes or words name streaming as what is not taken."""
    if evidence.page or rejects_other_keys(evidence.text) or _points_into_content(evidence):
        return False
    if any(map(_STREAM_CODES.search, evidence.codes)) or refuses_streaming(evidence.text):
        return True
    return names_streaming(evidence.text) and not names_other_reason(evidence.text)
