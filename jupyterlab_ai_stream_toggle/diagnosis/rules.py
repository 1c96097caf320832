"""From evidence to cause: a table of rules, of which the first that applies counts.

`next_step` is asked first, and decides all that is about streaming; the table knows the rest. In
the table structure (status, codes, classes) stands before words wherever both could tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from . import reasons
from .causes import Cause
from .evidence import Evidence, Phase
from .next_step import NextStep, Verdict, next_step, verdict

_URL = re.compile(r"https?://\S+")
_LENGTH = 4_000
"""Characters of the words that are looked at: who explains an error does so at its beginning."""


@dataclass(frozen=True)
class Case:
    """Evidence, and what rules want to know of it more than once."""

    evidence: Evidence
    said: str
    """The words of whoever spoke, without addresses: what stands in those nobody said."""
    words: str
    """The same in lower case."""
    _heard: dict[reasons.Words, bool] = field(default_factory=dict, compare=False)

    def code(self, pattern: re.Pattern[str]) -> bool:
        """Whether one of the codes is like this."""
        return any(map(pattern.search, self.evidence.codes))

    def is_a(self, *names: str) -> bool:
        """Whether the exception, or one of its causes, is of such a class."""
        return not self.evidence.classes.isdisjoint(names)

    def says(self, words: reasons.Words) -> bool:
        """Whether the words speak of it."""
        heard = self._heard.get(words)
        if heard is None:
            heard = self._heard[words] = words.found_in(self.words)
        return heard

    def has(self, *statuses: int) -> bool:
        """Whether the status is one of these."""
        return self.evidence.status in statuses


@dataclass(frozen=True)
class Rule:
    """A cause, and how it is recognised."""

    cause: Cause
    applies: Callable[[Case], bool]


def case_of(evidence: Evidence) -> Case:
    """The evidence as rules look at it."""
    said = _URL.sub(" ", f"{evidence.text[:_LENGTH]}\n{evidence.client[:_LENGTH]}")
    return Case(evidence, said, said.lower())


def cause_of(case: Case) -> Cause:
    """What went wrong. In accordance with `next_step`, which is the one truth about streaming."""
    evidence = case.evidence
    step = next_step(evidence)
    if step is NextStep.NEEDS_STREAM:
        return Cause.STREAMING_REQUIRED
    if step is NextStep.STREAM_WITHOUT_OPTIONS:
        return Cause.STREAM_OPTIONS_NOT_SUPPORTED
    if step is NextStep.KEEP_PARTIAL:
        return _first(_MID_STREAM, case) or Cause.STREAM_INTERRUPTED
    if case.is_a(*_UNREADABLE_EVENTS):
        return Cause.REPLY_MALFORMED
    if step is NextStep.PLAIN_REQUEST and verdict(evidence) is Verdict.REFUSED:
        denied = _denied(case) and case.says(reasons.STREAMING_ACTION)
        permission = case.has(403) and case.code(_PERMISSION_CODES)
        return (
            Cause.STREAMING_PERMISSION_DENIED
            if denied or permission
            else Cause.STREAMING_NOT_SUPPORTED
        )
    return _first(RULES, case) or Cause.UNKNOWN


def _first(rules: Iterable[Rule], case: Case) -> Cause | None:
    return next((rule.cause for rule in rules if rule.applies(case)), None)


_QUOTA_CODES = re.compile(
    r"insufficient_?(quota|balance|funds|credit)|billing|arrear|payment|quota_?exceeded"
    r"|exceeded_?quota"
)
_RATE_CODES = re.compile(r"rate_?limit|throttl|too_?many_?requests|request_?limit|limitexceeded")
_CONTEXT_CODES = re.compile(
    r"context_?(length|window|size)|exceed_context|string_above_max|too_large|contextwindow"
    r"|input_?too_?long"
)
_CONTENT_CODES = re.compile(
    r"content_?(filter|policy)|responsible_?ai|data_?inspection|moderation|guardrail_intervened"
    r"|sensitive|safety"
)
_MISSING_CODES = re.compile(
    r"missing_?(api_?)?(key|token|auth)|no_?(api_?)?key|nocredentials|apikeymissing"
)
_KEY_CODES = re.compile(
    r"invalid_?(api_?)?(key|token|auth|client|subscription)|api_key_invalid|authentication"
    r"|unauthenticated|unauthori[sz]ed"
    r"|token_?(not_found|expired|invalid)|expired_?token|unrecognizedclient|invalidsignature"
    r"|signaturedoesnotmatch|account_deactivated|^401$"
)
_PERMISSION_CODES = re.compile(
    r"permission|access_?denied|(?<!extra_)forbidden|notpermitted|unsupported_country"
    r"|not_?authori[sz]ed|insufficient_?(scope|permission)|access_terminated"
)
_MODEL_CODES = re.compile(
    r"(model|deployment|engine)_?(not_?found|not_?ready|decommissioned|deprecated"
    r"|does_?not_?exist|not_?exist)|unknown_?model|invalid_?model|no_such_model"
)
_VERSION_CODES = re.compile(r"api_?version")
_PARAMETER_CODES = re.compile(
    r"(unknown|unsupported|invalid|unrecognized|missing)_?(param|value|field|argument|key)"
    r"|extra_forbidden|unprocessable|value_error|validation|literal_error|invalid_type"
)
_OPERATION_CODES = re.compile(r"operation_?not_?supported|unsupported_?operation|not_?chat_?model")
_OVERLOAD_CODES = re.compile(r"overload|unavailable|capacity|engine_?busy|server_busy")
_DOWN_CODES = re.compile(
    r"internal|server_?error|api_?error|bad_?gateway|service_?unavailable|upstream"
    r"|unexpected_?error"
)
_TIMEOUT_CODES = re.compile(r"time_?-?out|deadline")


def _dependency(case: Case) -> bool:
    if case.is_a("ImportError") or (case.says(reasons.IMPORT) and not case.has(400, 401, 403, 404)):
        return True
    return case.is_a("TypeError") and case.says(reasons.KEYWORD)


def _proxy(case: Case) -> bool:
    if case.has(407, 511) or case.is_a(
        "ProxyError", "ProxyConnectionError", "ClientHttpProxyError"
    ):
        return True
    if not case.evidence.page:
        return case.evidence.status is None and case.says(reasons.PROXY)
    if case.has(401, 403, 451):
        return True
    return case.evidence.status is None and case.says(reasons.BLOCK_PAGE)


def _page(case: Case) -> bool:
    """A page that is no proxy's: of a portal, or of a web server that knows nothing of the path."""
    status = case.evidence.status
    return case.is_a("PageInsteadOfReply") or (
        case.evidence.page and (status is None or status in (400, 404, 405, 406, 410, 422))
    )


def _certificate(case: Case) -> bool:
    if case.says(reasons.NOT_TLS):
        return False
    if case.is_a("SSLCertVerificationError", "ClientConnectorCertificateError", "CertificateError"):
        return True
    return case.says(reasons.CERTIFICATE) and (
        case.says(reasons.TLS) or case.evidence.is_network or not case.evidence.status
    )


def _host(case: Case) -> bool:
    if case.is_a("gaierror", "ClientConnectorDNSError", "NameResolutionError"):
        return True
    unanswered = case.evidence.is_network or case.evidence.status in (None, 500)
    return unanswered and case.says(reasons.HOST)


def _bad_address(case: Case) -> bool:
    if case.is_a(
        "UnsupportedProtocol",
        "InvalidURL",
        "InvalidUrlClientError",
        "LocationParseError",
        "MissingSchema",
    ):
        return True
    return not case.has(401, 403, 429) and (
        case.says(reasons.BAD_URL) or case.says(reasons.NOT_TLS)
    )


def _closed(case: Case) -> bool:
    """Whether the connection had come about, and was closed too early."""
    too_early = case.evidence.status is None and case.says(reasons.TOO_EARLY)
    return case.evidence.connection_lost or too_early


def _connection(case: Case) -> bool:
    if _closed(case):
        return case.evidence.phase is Phase.PLAIN_REQUEST
    if case.is_a("ConnectTimeout", "ConnectionTimeoutError", "ConnectTimeoutError"):
        return True
    if case.is_a("Timeout", "TimeoutError", "TimeoutException", "APITimeoutError"):
        return False
    if case.evidence.is_network:
        # LiteLLM says APIConnectionError of whatever it does not know.
        return (
            case.says(reasons.CONNECTION)
            or case.says(reasons.TLS)
            or not case.is_a("APIConnectionError")
            or not _telling(case)
        )
    return case.evidence.status is None and case.says(reasons.CONNECTION)


def _telling(case: Case) -> bool:
    """Whether a rule about the words would know better."""
    return any(
        map(
            case.says,
            (
                reasons.CONTEXT,
                reasons.MODEL,
                reasons.TOOLS,
                reasons.KEY_MISSING,
                reasons.KEY_REJECTED,
                reasons.PERMISSION,
                reasons.RATE,
                reasons.QUOTA,
                reasons.CONTENT,
                reasons.UNREADABLE,
            ),
        )
    )


def _timeout(case: Case) -> bool:
    if case.has(408, 504, 522, 524) or case.code(_TIMEOUT_CODES):
        return True
    if case.is_a(
        "Timeout",
        "TimeoutError",
        "TimeoutException",
        "APITimeoutError",
        "ReadTimeout",
        "ReadTimeoutError",
    ):
        return True
    return case.evidence.status in (None, 500, 502, 503, 520) and case.says(reasons.TIMEOUT)


def _quota(case: Case) -> bool:
    if case.has(402) or case.code(_QUOTA_CODES):
        return True
    if case.has(429):
        return case.says(reasons.QUOTA) and not case.says(reasons.RATE)
    return (
        case.evidence.status in (None, 400, 403)
        and case.says(reasons.QUOTA)
        and not case.says(reasons.CONTENT)
    )


def _rate(case: Case) -> bool:
    if (
        case.has(429)
        or case.code(_RATE_CODES)
        or case.is_a("RateLimitError", "ThrottlingException")
    ):
        return True
    statuses = (None, 403, 500, 502, 503)
    return (
        case.evidence.status in statuses
        and case.says(reasons.RATE)
        and not case.evidence.parameters
    )


def _content(case: Case) -> bool:
    if case.code(_CONTENT_CODES) or case.is_a(
        "ContentPolicyViolationError", "ContentFilterFinishReasonError"
    ):
        return True
    return case.evidence.status in (None, 400, 403, 422) and case.says(reasons.CONTENT)


def _context(case: Case) -> bool:
    if (
        case.has(413)
        or case.code(_CONTEXT_CODES)
        or case.is_a("ContextWindowExceededError", "LengthFinishReasonError")
    ):
        return True
    if _main_parameter(case.evidence) not in (None, "messages", "prompt", "input", "contents"):
        return False
    return case.evidence.status in (None, 400, 422, 500) and case.says(reasons.CONTEXT)


def _main_parameter(evidence: Evidence) -> str | None:
    names = sorted(
        each for each in evidence.parameters if each and each.lower() not in ("none", "null", "key")
    )
    names = [each for each in names if not each.isdigit()]
    return names[0] if names else None


def _key_missing(case: Case) -> bool:
    if case.evidence.page or not (
        case.evidence.status is None or case.has(400, 401, 403, 422, 500)
    ):
        return False
    if case.is_a("NoCredentialsError", "DefaultCredentialsError") or case.code(_MISSING_CODES):
        return True
    if case.has(403) and case.code(_PERMISSION_CODES):
        return False
    return case.says(reasons.KEY_MISSING) and not case.says(reasons.KEY_MISSING_OR_REJECTED)


def _key_rejected(case: Case) -> bool:
    if case.evidence.page:
        return False
    if case.has(401):
        return not (
            case.code(_PERMISSION_CODES)
            or (case.says(reasons.PERMISSION) and not case.says(reasons.KEY_REJECTED))
        )
    if case.code(_KEY_CODES) or case.is_a("AuthenticationError"):
        return not case.has(403) or not case.code(_PERMISSION_CODES)
    return case.evidence.status in (None, 400, 403, 500) and case.says(reasons.KEY_REJECTED)


def _denied(case: Case) -> bool:
    if case.has(401, 403) or case.code(_PERMISSION_CODES):
        return True
    return case.is_a("PermissionDeniedError", "AccessDeniedException")


def _permission(case: Case) -> bool:
    if case.evidence.page:
        return False
    if _denied(case):
        return True
    if case.has(404):
        return case.says(reasons.DATA_POLICY)
    if case.says(reasons.MODEL) or case.evidence.parameters - {"None", "model"}:
        return False
    if case.says(reasons.PERMISSION):
        return True
    return not case.has(400, 405, 422) and case.says(reasons.NOT_ALLOWED)


def _model_by_code(case: Case) -> bool:
    return case.code(_MODEL_CODES)


def _model(case: Case) -> bool:
    if not (case.evidence.status is None or case.has(400, 404, 410, 422, 500)):
        return False
    if case.evidence.page or case.says(reasons.TOOLS):
        return False
    named = _main_parameter(case.evidence)
    if named not in (None, "model"):
        return False
    return (
        named == "model"
        or case.says(reasons.MODEL)
        or (case.has(404) and case.says(reasons.MODEL_OR_DEPLOYMENT))
    )


def _version(case: Case) -> bool:
    return (
        case.code(_VERSION_CODES)
        or (case.has(400, 404, 405, 410, 422) and case.says(reasons.API_VERSION))
        or (case.evidence.status is None and case.says(reasons.VERSION_MISSING))
    )


def _operation(case: Case) -> bool:
    """The address is one of the API, but not the one of this model."""
    if case.code(_OPERATION_CODES):
        return True
    if not case.has(400, 404, 405, 422):
        return False
    if case.says(reasons.MIXED_FORMS):
        return True
    return (
        case.says(reasons.WRONG_OPERATION)
        and case.says(reasons.NOT_OFFERED)
        and not case.says(reasons.TOOLS)
    )


def _parameter(case: Case) -> bool:
    if case.has(401, 402, 403, 408, 413, 429, 503, 504, 529) or case.evidence.page:
        return False
    if case.says(reasons.TOOLS) or case.is_a("UnsupportedParamsError"):
        return True
    if case.has(404, 405):
        return False
    if _main_parameter(case.evidence) or case.code(_PARAMETER_CODES):
        return True
    if case.has(400, 422):
        return case.says(reasons.PARAMETER) or reasons.named_parameter(case.said) is not None
    return False


def _address(case: Case) -> bool:
    return case.has(301, 302, 307, 308, 404, 405, 410, 421)


def _down(case: Case) -> bool:
    status = case.evidence.status
    if status is not None and status >= 500:
        return True
    if case.code(_OVERLOAD_CODES) or (status is None and case.code(_DOWN_CODES)):
        return True
    return status is None and case.says(reasons.TROUBLE)


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
    return case.is_a(*_UNREADABLE_CLASSES) or case.says(reasons.UNREADABLE)


def _empty(case: Case) -> bool:
    if (
        case.is_a("EmptyReply", "NoRoomToReply")
        or case.evidence.ended_early
        or case.says(reasons.NO_CHUNKS)
    ):
        return True
    # Nothing was raised, and nothing was said.
    return not (
        case.evidence.status
        or case.evidence.classes - {""}
        or case.said.strip(" \n")
        or case.evidence.codes
    )


def _ended_empty(case: Case) -> bool:
    """An event stream that holds no event but its end."""
    return (
        case.evidence.status is None
        and not case.evidence.classes - {""}
        and not case.evidence.codes
    )


RULES: tuple[Rule, ...] = (
    Rule(Cause.STREAM_SILENT, lambda case: case.is_a("StreamSilent")),
    Rule(Cause.EMPTY_REPLY, _empty),
    Rule(Cause.DEPENDENCY_BROKEN, _dependency),
    # Before the endpoint.
    Rule(Cause.PROXY_BLOCKED, _proxy),
    Rule(Cause.ENDPOINT_WRONG, _bad_address),
    Rule(Cause.CERTIFICATE_NOT_TRUSTED, _certificate),
    Rule(Cause.HOST_NOT_FOUND, _host),
    Rule(Cause.KEY_MISSING, lambda case: case.evidence.unsent),
    Rule(Cause.REPLY_MALFORMED, lambda case: case.evidence.garbled),
    Rule(Cause.CONNECTION_REFUSED, _connection),
    Rule(Cause.STREAM_INTERRUPTED, _closed),
    Rule(Cause.ENDPOINT_WRONG, _page),
    # Amounts.
    Rule(Cause.QUOTA_EXCEEDED, _quota),
    Rule(Cause.RATE_LIMITED, _rate),
    Rule(Cause.GATEWAY_TIMEOUT, _timeout),
    # What was sent.
    Rule(Cause.CONTENT_FILTERED, _content),
    Rule(Cause.CONTEXT_TOO_LONG, _context),
    Rule(Cause.MODEL_NOT_FOUND, _model_by_code),
    Rule(Cause.KEY_MISSING, _key_missing),
    Rule(Cause.KEY_REJECTED, _key_rejected),
    Rule(Cause.PERMISSION_DENIED, _permission),
    Rule(Cause.ENDPOINT_WRONG, _operation),
    Rule(Cause.API_VERSION_UNSUPPORTED, _version),
    Rule(Cause.MODEL_NOT_FOUND, _model),
    Rule(Cause.PARAMETER_NOT_SUPPORTED, _parameter),
    Rule(Cause.ENDPOINT_WRONG, _address),
    # The endpoint itself, and its answer.
    Rule(Cause.PROVIDER_DOWN, _down),
    Rule(Cause.REPLY_MALFORMED, _malformed),
    Rule(Cause.EMPTY_REPLY, _ended_empty),
)

# What can befall a stream that had begun well.
_MID_STREAM: tuple[Rule, ...] = (
    Rule(Cause.STREAM_INTERRUPTED, lambda case: case.evidence.connection_lost),
    Rule(Cause.QUOTA_EXCEEDED, lambda case: case.code(_QUOTA_CODES)),
    Rule(Cause.RATE_LIMITED, lambda case: case.has(429) or case.code(_RATE_CODES)),
    Rule(Cause.CONTENT_FILTERED, lambda case: case.code(_CONTENT_CODES)),
    Rule(Cause.CONTEXT_TOO_LONG, lambda case: case.code(_CONTEXT_CODES)),
    Rule(Cause.PROVIDER_DOWN, lambda case: case.has(529) or case.code(_OVERLOAD_CODES)),
    Rule(
        Cause.REPLY_MALFORMED,
        lambda case: (
            case.evidence.garbled or case.is_a("JSONDecodeError") or case.says(reasons.UNREADABLE)
        ),
    ),
)
