"""What a good program does after a stream that brought no content."""

from __future__ import annotations

import re
from enum import Enum

from .evidence import Evidence


class NextStep(str, Enum):
    """The answer of `next_step`."""

    STREAM_WITHOUT_OPTIONS = "stream_without_options"
    """Stream again, without `stream_options`."""
    PLAIN_REQUEST = "plain_request"
    """Send it once more without streaming."""
    RAISE = "raise"
    """Explain; a plain request would repeat the error or make it worse."""


class Verdict(str, Enum):
    """How sure the evidence is about streaming."""

    REFUSED = "refused"
    """The endpoint named streaming, or an option of it, as what it does not take."""
    UNTELLING = "untelling"
    """Something failed; whether streaming is the reason is not said."""
    OTHER = "other"
    """The reason is known and is not streaming."""


# The statuses with which endpoints were seen to refuse a stream.
_REFUSING = {400, 403, 404, 405, 406, 415, 422, 500, 501, 503}
# Whatever the words: a plain request meets the same wall. 402 payment, 407 proxy, 413 too large,
# 408/504/524 gateway time-outs, 429/529 load.
_SETTLED = {401, 402, 407, 408, 413, 429, 504, 524, 529}
# Statuses that tell nothing about the reason.
_UNTELLING = {406, 500, 501, 502, 503}

_SETTLED_CODES = re.compile(
    r"context_length|content_filter|content_policy|insufficient_quota|rate_limit|invalid_api_key"
    r"|(model|deployment)_?not_?found|overloaded|authentication|billing"
)
# Raised before or instead of an HTTP answer: the network, TLS, a proxy, a time-out.
_NETWORK_CLASSES = {
    "APIConnectionError",
    "ConnectError",
    "ProxyError",
    "TimeoutException",
    "APITimeoutError",
    "Timeout",
    "TimeoutError",
    "SSLError",
    "gaierror",
    "ConnectionError",
    "ImportError",
}

# `stream` as the name of the request's parameter, or streaming as a word in several languages.
# Not: stream_options, tool_stream, streamGenerateContent, upstream, "text/event-stream".
_OPTIONS = re.compile(r"(?<![\w-])stream[_ ]?options(?!\w)", re.IGNORECASE)
_STREAM = re.compile(
    r"(?<![\w/-])(streaming|streamed|streams?)(?![\w/-])"
    r"|(?<![a-z_/-])stream(ing|ed)?(?=[^\x00-\x7f])"
    r"|text/event-stream|InvokeModelWithResponseStream|ConverseStream"
    r"|流式|串流|ストリーミング|스트리밍|потоков|Datenstrom",
    re.IGNORECASE,
)
_CALL_LIBRARY = re.compile(r"async_streaming\w*|streaming (session|response)\b", re.IGNORECASE)


def verdict(evidence: Evidence) -> Verdict:
    """Whether streaming is the reason of a failure before the first content.

    Structure is looked at first (status, `param`, codes), words second.
    """
    if evidence.status in _SETTLED or any(map(_SETTLED_CODES.search, evidence.codes)):
        return Verdict.OTHER
    if _names_options(evidence) or "stream" in evidence.parameters:
        return Verdict.REFUSED
    if evidence.status is None and evidence.classes & _NETWORK_CLASSES:
        return Verdict.OTHER
    may_refuse = evidence.status is None or evidence.status in _REFUSING
    if may_refuse and _names_streaming(evidence):
        return Verdict.REFUSED
    says_nothing = evidence.status == 400 and not evidence.text
    if evidence.status is None or evidence.status in _UNTELLING or says_nothing:
        return Verdict.UNTELLING
    return Verdict.OTHER


def next_step(evidence: Evidence) -> NextStep:
    """What to do after a stream that failed before its first content."""
    judged = verdict(evidence)
    if judged is Verdict.OTHER:
        return NextStep.RAISE
    if judged is Verdict.REFUSED and _names_options(evidence):
        return NextStep.STREAM_WITHOUT_OPTIONS
    return NextStep.PLAIN_REQUEST


def _names_options(evidence: Evidence) -> bool:
    if "stream_options" in evidence.parameters or any(
        parameter.startswith("stream_options.") for parameter in evidence.parameters
    ):
        return True
    return bool(_OPTIONS.search(evidence.text))


def _names_streaming(evidence: Evidence) -> bool:
    return bool(_STREAM.search(_CALL_LIBRARY.sub(" ", evidence.text)))
