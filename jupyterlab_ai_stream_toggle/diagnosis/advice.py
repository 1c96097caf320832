"""Which of the words for a cause fit the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from . import reasons
from .causes import Cause
from .diagnosis import Facts
from .evidence import Phase
from .rules import Case

Choose = Callable[[Case, Facts], str]
"""The variant of a catalog entry; "" for the entry itself."""

_AZURE_HOSTS = re.compile(
    r"\.(?:openai\.azure\.|cognitiveservices\.azure\.|services\.ai\.azure\.|api\.cognitive\.)"
)


def variant_of(cause: Cause, case: Case, facts: Facts) -> str:
    """The variant of the cause's entry that the evidence calls for."""
    choose = _CHOICES.get(cause)
    return choose(case, facts) if choose else ""


def _is_azure(facts: Facts) -> bool:
    return (facts.provider or "").startswith("azure") or bool(
        _AZURE_HOSTS.search(facts.endpoint or "")
    )


def _streamed(facts: Facts) -> bool:
    return facts.phase is not Phase.PLAIN_REQUEST


def _not_supported(case: Case, _: Facts) -> str:
    if case.says(reasons.VERIFICATION):
        return "verification"
    if case.says(reasons.ANY_TOOL):
        return "tools"
    return "policy" if case.says(reasons.POLICY) else ""


def _required(_: Case, facts: Facts) -> str:
    return "parameter" if facts.parameter and facts.parameter not in ("stream", "None") else ""


def _interrupted(case: Case, facts: Facts) -> str:
    if facts.phase is Phase.BEFORE_CONTENT:
        return "early"
    if case.is_a("StreamSilent"):
        return "silent"
    if case.evidence.codes or case.is_a("APIError", "APIStatusError", "EventStreamError"):
        return "" if case.evidence.is_network or case.evidence.ended_early else "reported"
    return ""


def _empty(case: Case, facts: Facts) -> str:
    return "no-room" if case.is_a("NoRoomToReply") else _stream(case, facts)


def _stream(_: Case, facts: Facts) -> str:
    return "stream" if _streamed(facts) else ""


def _key_missing(case: Case, _: Facts) -> str:
    if case.evidence.unsent:
        return "header"
    cloud = case.is_a("NoCredentialsError", "DefaultCredentialsError", "PartialCredentialsError")
    return "cloud" if cloud else ""


def _key_rejected(case: Case, facts: Facts) -> str:
    if case.says(reasons.KEY_MISSING_OR_REJECTED):
        return "either"
    if case.says(reasons.EXPIRED):
        return "expired"
    return "azure" if _is_azure(facts) else ""


def _permission(case: Case, _: Facts) -> str:
    if case.says(reasons.NETWORK_RULES):
        return "network"
    if case.says(reasons.REGION) and not case.says(reasons.AMAZON):
        return "region"
    if case.says(reasons.DATA_POLICY):
        return "privacy"
    return "verification" if case.says(reasons.VERIFICATION) else ""


def _model(case: Case, facts: Facts) -> str:
    for words, variant in (
        (reasons.NEEDS_PREFIX, "prefix"),
        (reasons.NEEDS_PULL, "pull"),
        (reasons.NEEDS_PROFILE, "profile"),
        (reasons.RETIRED, "retired"),
    ):
        if case.says(words):
            return variant
    deployment = case.says(reasons.DEPLOYMENT) or "deploymentnotfound" in case.evidence.codes
    return "azure" if deployment or _is_azure(facts) else ""


def _version(case: Case, _: Facts) -> str:
    if case.says(reasons.VERSION_MISSING):
        return "missing"
    return "old" if case.says(reasons.VERSION_TOO_OLD) else ""


def _endpoint(case: Case, facts: Facts) -> str:  # noqa: PLR0911  # one line for each way to be wrong
    if case.evidence.page or case.is_a("PageInsteadOfReply"):
        return "page"
    if case.says(reasons.NOT_TLS):
        return "scheme"
    if case.says(reasons.BAD_URL) or case.is_a("UnsupportedProtocol", "InvalidURL"):
        return "form"
    if case.says(reasons.MIXED_FORMS):
        return "mixed"
    if case.has(400) or (case.says(reasons.WRONG_OPERATION) and case.says(reasons.NOT_OFFERED)):
        return "operation"
    if case.has(405):
        return "method"
    resource_missing = case.has(404) and "404" in case.evidence.codes
    return "azure" if _is_azure(facts) or resource_missing else ""


def _parameter(case: Case, facts: Facts) -> str:
    name = facts.parameter or ""
    if name.startswith("stream_options"):
        return "stream_options"
    if name.startswith(("messages", "prompt", "input")):
        return "messages"
    if case.says(reasons.TOOLS) or name in ("tools", "tool_choice", "functions"):
        return "tools"
    return "named" if name else ""


def _rate(case: Case, facts: Facts) -> str:
    if case.says(reasons.TOO_LARGE_FOR_RATE):
        return "large"
    return _wait(case, facts)


def _wait(_: Case, facts: Facts) -> str:
    return "wait" if facts.wait is not None else ""


def _context(case: Case, _: Facts) -> str:
    return "size" if case.has(413) or case.says(reasons.TOO_LARGE) else ""


def _down(case: Case, facts: Facts) -> str:
    if case.has(529) or case.says(reasons.OVERLOADED):
        return "overloaded"
    return "streamed" if facts.phase is Phase.BEFORE_CONTENT else ""


def _timeout(case: Case, facts: Facts) -> str:
    if case.evidence.status is not None and case.evidence.status >= 500:
        return "gateway" if _streamed(facts) else "plain"
    return "" if _streamed(facts) else "plain"


def _connection(case: Case, _: Facts) -> str:
    # What the system reported comes first: the words of libraries name more than one at times.
    signs = (
        (case.evidence.connection_lost, "closed"),
        (case.is_a("ConnectionRefusedError"), "refused"),
        (case.is_a("ConnectTimeout", "ConnectTimeoutError"), "unreachable"),
        (case.is_a("SSLError"), "encryption"),
        (case.is_a("ConnectionResetError"), "closed"),
        (case.says(reasons.NO_ROUTE), "unreachable"),
        (case.says(reasons.CLOSED), "closed"),
        (case.says(reasons.REFUSED), "refused"),
        (case.says(reasons.TLS), "encryption"),
    )
    return next((variant for found, variant in signs if found), "")


def _certificate(case: Case, _: Facts) -> str:
    if case.says(reasons.CERTIFICATE_HOST):
        return "host"
    return "expired" if case.says(reasons.CERTIFICATE_OLD) else ""


def _proxy(case: Case, _: Facts) -> str:
    if case.has(407) or case.says(reasons.PROXY_LOGIN):
        return "login"
    return "page" if case.evidence.page and case.evidence.status is None else ""


def _dependency(case: Case, _: Facts) -> str:
    if case.is_a("TypeError"):
        return "argument"
    return "litellm" if case.says(reasons.MCP) else ""


def _unknown(_: Case, facts: Facts) -> str:
    return "" if _streamed(facts) else "plain"


_CHOICES: Mapping[Cause, Choose] = {
    Cause.STREAMING_NOT_SUPPORTED: _not_supported,
    Cause.STREAMING_REQUIRED: _required,
    Cause.STREAM_INTERRUPTED: _interrupted,
    Cause.REPLY_MALFORMED: _stream,
    Cause.EMPTY_REPLY: _empty,
    Cause.KEY_MISSING: _key_missing,
    Cause.KEY_REJECTED: _key_rejected,
    Cause.PERMISSION_DENIED: _permission,
    Cause.MODEL_NOT_FOUND: _model,
    Cause.API_VERSION_UNSUPPORTED: _version,
    Cause.ENDPOINT_WRONG: _endpoint,
    Cause.PARAMETER_NOT_SUPPORTED: _parameter,
    Cause.RATE_LIMITED: _rate,
    Cause.QUOTA_EXCEEDED: _wait,
    Cause.CONTEXT_TOO_LONG: _context,
    Cause.PROVIDER_DOWN: _down,
    Cause.GATEWAY_TIMEOUT: _timeout,
    Cause.CONNECTION_REFUSED: _connection,
    Cause.CERTIFICATE_NOT_TRUSTED: _certificate,
    Cause.PROXY_BLOCKED: _proxy,
    Cause.DEPENDENCY_BROKEN: _dependency,
    Cause.UNKNOWN: _unknown,
}
