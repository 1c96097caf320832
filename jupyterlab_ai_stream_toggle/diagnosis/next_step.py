"""What a good program does after a failure."""

from __future__ import annotations

import re
from enum import Enum

from .evidence import FailureEvidence, Phase
from .wording import (
    names_options,
    names_other_reason,
    names_streaming,
    refuses_streaming,
    rejects_other_keys,
)


class NextStep(str, Enum):
    """The answer of `next_step`."""

    STREAM_WITHOUT_OPTIONS = "stream_without_options"
    """Stream again, without `stream_options`."""
    PLAIN_REQUEST = "plain_request"
    """Send it once more without streaming."""
    NEEDS_STREAM = "needs_stream"
    """The endpoint takes streams only: ask for one."""
    KEEP_PARTIAL = "keep_partial"
    """Keep what had arrived and say that it is not complete."""
    RAISE = "raise"
    """Explain; another request would repeat the error or make it worse."""


class Verdict(str, Enum):
    """How sure the evidence is that it is about streaming."""

    REFUSED = "refused"
    """The endpoint named streaming, or an option of it, as what it does not take."""
    UNTELLING = "untelling"
    """Something failed; whether streaming is the reason is not said."""
    OTHER = "other"
    """The reason is known and is not streaming."""


# Whatever the words: a plain request meets the same wall. 407 proxy, 413 too large, 408/504/524
# gateway time-outs, 429/529 load.
_SETTLED = {401, 407, 408, 413, 429, 504, 522, 524, 529}
# Statuses that tell nothing about the reason.
_UNTELLING = {406, 500, 501, 502, 503, 520}

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
_OURS = {"stream", "stream_options"}
_BROKEN_PACKAGES = {"ImportError"}


def verdict(evidence: FailureEvidence) -> Verdict:
    """Whether streaming is the reason of a failure before the first content.

    Structure is looked at first (status, `param`, codes), words second.
    """
    settled = evidence.status in _SETTLED or any(map(_SETTLED_CODES.search, evidence.codes))
    named = _named(evidence)
    about_us = named & _OURS
    nothing_sent = evidence.unsent or evidence.classes & _BROKEN_PACKAGES
    if settled or nothing_sent or (about_us and named - _OURS):
        return Verdict.OTHER  # the last: the body does not fit in other places either
    if about_us or names_options(evidence.text):
        return Verdict.REFUSED
    # A connection that was closed tells nothing: some gateways cut streams. LiteLLM wraps what it
    # does not know, a provider's own words included, as an error of the connection.
    unanswered = evidence.is_network and not evidence.connection_lost
    if unanswered and not refuses_streaming(evidence.text):
        return Verdict.OTHER
    return Verdict.REFUSED if _speaks_of_streaming(evidence) else _of_status(evidence)


def _named(evidence: FailureEvidence) -> set[str]:
    """The parameters of the request that the error names, without what is inside of them."""
    return {parameter.partition(".")[0] for parameter in evidence.parameters}


def _speaks_of_streaming(evidence: FailureEvidence) -> bool:
    """Whether codes or words name streaming as what is not taken."""
    if evidence.page or rejects_other_keys(evidence.text):
        return False
    if any(map(_STREAM_CODES.search, evidence.codes)) or refuses_streaming(evidence.text):
        return True
    return names_streaming(evidence.text) and not names_other_reason(evidence.text)


def _of_status(evidence: FailureEvidence) -> Verdict:
    """The verdict where nothing speaks of streaming."""
    if evidence.page and evidence.status not in _UNTELLING:
        return Verdict.OTHER
    if names_other_reason(f"{evidence.text}\n{evidence.client}") and not evidence.page:
        return Verdict.OTHER
    if evidence.status is None and any(map(_TELLING_CODES.search, evidence.codes)):
        return Verdict.OTHER
    says_nothing = evidence.status == 400 and not evidence.text
    if evidence.status is None or evidence.status in _UNTELLING or says_nothing:
        return Verdict.UNTELLING
    return Verdict.OTHER


def next_step(evidence: FailureEvidence) -> NextStep:
    """What to do after a failure."""
    if evidence.phase is Phase.MID_STREAM:
        return NextStep.KEEP_PARTIAL
    if evidence.phase is Phase.PLAIN_REQUEST:
        return NextStep.NEEDS_STREAM if _requires_stream(evidence) else NextStep.RAISE
    judged = verdict(evidence)
    if judged is Verdict.OTHER:
        return NextStep.RAISE
    if judged is Verdict.REFUSED and _blames_options(evidence):
        return NextStep.STREAM_WITHOUT_OPTIONS
    return NextStep.PLAIN_REQUEST


def _blames_options(evidence: FailureEvidence) -> bool:
    named = _named(evidence)
    return "stream_options" in named or ("stream" not in named and names_options(evidence.text))


def _requires_stream(evidence: FailureEvidence) -> bool:
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
