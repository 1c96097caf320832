"""Keys that are not there, or that nobody accepts."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Disproof
from ..words import words
from .permission import PERMISSION, PERMISSION_CODES
from .vocabulary import SETTINGS, on_azure

_KEY = (
    r"(?:api[ _-]?keys?|subscription[ _-]keys?|access[ _-]?tokens?|credentials?|api[ _-]?tokens?)"
)
_AUTHORITY = rf"(?:{_KEY}|auth\w* (?:header|token)|bearer|密钥|令牌|api ?key)"

NO_KEY = words(
    rf"\b(?:no|missing|without(?: an?)?|empty|provide an?|need an?"
    rf"|requires? an?)\b[^.\n]{{0,24}}{_AUTHORITY}",
    rf"{_AUTHORITY}[^.\n]{{0,40}}\b(?:missing|must be set|(?:was|were|is|are)? ?(?:not"
    rf"|n't) (?:set|given"
    r"|provided|found|supplied|configured|present|specified)|required|absent|empty)",
    rf"(?:didn't|did not|not|n't) (?:provide|find|locate|supply|send|include|set"
    rf"|specify)[^.\n]{{0,24}}{_AUTHORITY}",
    rf"unable to locate[^.\n]{{0,12}}{_AUTHORITY}",
    rf"(?:缺少|未提供|没有提供|未设置|请提供)[^。\n]{{0,12}}{_AUTHORITY}",
    r"apikeymissing|credentials? (?:were|was) not|could not automatically determine credentials",
    about=("key", "token", "credential", "auth", "bearer", "密钥", "令牌", "鉴权", "认证"),
)
_MISSING_OR_REJECTED = words(
    r"(?:missing or (?:invalid|wrong|incorrect)|(?:invalid|incorrect) or missing)"
)
_MISSING_CODES = re.compile(
    r"missing_?(api_?)?(key|token|auth)|no_?(api_?)?key|nocredentials|apikeymissing"
)


def is_unsendable(case: Case) -> bool:
    """Whether there is something in the key that no header may have."""
    return case.evidence.unsent


def _missing(case: Case) -> bool:
    if case.evidence.page or not (
        case.evidence.status is None or case.has(400, 401, 403, 422, 500)
    ):
        return False
    if case.is_a("NoCredentialsError", "DefaultCredentialsError") or case.code(_MISSING_CODES):
        return True
    if case.has(403) and case.code(PERMISSION_CODES):
        return False
    return case.says(NO_KEY) and not case.says(_MISSING_OR_REJECTED)


KEY_MISSING = Cause(
    id="key-missing",
    title=noted("API key missing"),
    explanation=noted("The request requires an API key, and none was sent."),
    hint=noted(
        "Enter the API key in Jupyter AI settings, or set the provider's environment variable "
        "before the server starts. The API key of another provider does not apply here."
    ),
    disproof=Disproof.ENDPOINT,
    actions=SETTINGS,
    when=_missing,
    variants=(
        Variant(
            "header",
            when=lambda case, _: is_unsendable(case),
            title=noted("API key not valid"),
            explanation=noted(
                "The API key is empty, or contains a space, a line break or an accented letter. "
                "No request was sent."
            ),
            hint=noted(
                "Enter the API key again in Jupyter AI settings, without any other characters."
            ),
        ),
        Variant(
            "cloud",
            when=lambda case, _: case.is_a(
                "NoCredentialsError", "DefaultCredentialsError", "PartialCredentialsError"
            ),
            explanation=noted("No cloud credentials were found on this server."),
            hint=noted(
                "Log in with the cloud's command-line tool as the user of this server, or set "
                "its environment variables, and restart the server."
            ),
        ),
    ),
)

WRONG_KEY = words(
    rf"\b(?:invalid|incorrect|wrong|bad|unknown|expired|revoked|disabled|deactivated|malformed)\b"
    rf"[^.\n]{{0,30}}(?:{_AUTHORITY}|\btoken\b|\bkey\b)",
    rf"(?:{_AUTHORITY}|\btoken\b|\bkey\b)[^.\n]{{0,40}}(?:\bnot (?:valid|known|recogni[sz]ed"
    rf"|accepted)|invalid|incorrect"
    r"|expired|revoked|disabled|unknown|\bwrong\b|rejected|失效|过期|无效|不正确|错误)",
    r"authenticat\w+ (?:error|fail\w*)|unauthori[sz]ed"
    r"|无效的?(?:令牌|密钥|api ?key)|认证失败|鉴权失败",
    r"signature (?:does not|doesn't|mismatch|we calculated)|security token included",
    about=(
        "key",
        "token",
        "credential",
        "auth",
        "bearer",
        "密钥",
        "令牌",
        "鉴权",
        "认证",
        "signature",
    ),
)
_EXPIRED = words(r"expired|过期|失效")
_KEY_CODES = re.compile(
    r"invalid_?(api_?)?(key|token|auth|client|subscription)|api_key_invalid|authentication"
    r"|unauthenticated|unauthori[sz]ed"
    r"|token_?(not_found|expired|invalid)|expired_?token|unrecognizedclient|invalidsignature"
    r"|signaturedoesnotmatch|account_deactivated|^401$|no_db_connection"
)
# A gateway that keeps no list of keys, or cannot look into it, knows its own one at most.
_CANNOT_BE_CHECKED = words(
    r"no connected db|no_db_connection",
    r"(?:keys?|tokens?|credentials?)\b[^.\n]{0,40}(?:cannot|could not|can't|couldn't) be (?:checked"
    r"|verified|validated|looked up)",
    r"(?:cannot|could not|can't|couldn't|unable to|failed to) (?:check|verify|validate|look up)"
    r"[^.\n]{0,30}(?:keys?|tokens?|credentials?)\b",
)
_LOGIN_PAGE = words(
    r"\bproxy\b|zscaler|squid|netskope|umbrella|fortinet|fortigate|captive|firewall|\bblock"
)


def is_a_gateways_login(case: Case) -> bool:
    """Whether a web server before the endpoint wants a name and a password: no proxy says 401."""
    return case.evidence.page and case.has(401) and not case.says(_LOGIN_PAGE)


def _rejected(case: Case) -> bool:
    if case.evidence.page:
        return is_a_gateways_login(case)
    if case.has(401):
        return not (
            case.code(PERMISSION_CODES) or (case.says(PERMISSION) and not case.says(WRONG_KEY))
        )
    if case.code(_KEY_CODES) or case.is_a("AuthenticationError"):
        return not case.has(403) or not case.code(PERMISSION_CODES)
    if not (case.evidence.status is None or case.has(400, 403, 500)):
        return False
    return case.says(WRONG_KEY) or case.says(_CANNOT_BE_CHECKED)


KEY_REJECTED = Cause(
    id="key-rejected",
    title=noted("API key rejected"),
    explanation=noted("The endpoint rejected the API key."),
    hint=noted(
        "The API key is mistyped, expired or revoked, or it belongs to another account or "
        "endpoint. Enter the API key for this endpoint."
    ),
    disproof=Disproof.ENDPOINT,
    actions=SETTINGS,
    when=_rejected,
    variants=(
        Variant(
            "login",
            when=lambda case, _: is_a_gateways_login(case),
            title=noted("Gateway requires a login"),
            explanation=noted(
                "A web server in front of the endpoint requires a user name and password, or a "
                "token."
            ),
            hint=noted(
                "Ask its administrator how programs authenticate: with a gateway key entered as "
                "the API key, or with a header (extra_headers in Jupyter AI 3, default_headers "
                "in Jupyter AI 2)."
            ),
        ),
        Variant(
            "unchecked",
            when=lambda case, _: (
                "no_db_connection" in case.evidence.codes or case.says(_CANNOT_BE_CHECKED)
            ),
            explanation=noted("The gateway cannot verify the API key."),
            hint=noted(
                "A gateway without a database accepts only its own key (LiteLLM: the master "
                "key). Ask its administrator which API key to use, or to check the database."
            ),
        ),
        Variant(
            "either",
            when=lambda case, _: case.says(_MISSING_OR_REJECTED),
            explanation=noted("The API key is missing or wrong."),
        ),
        Variant(
            "expired",
            when=lambda case, _: case.says(_EXPIRED),
            explanation=noted("The API key or token has expired."),
            hint=noted("Get a new API key or token, and enter it in Jupyter AI settings."),
        ),
        Variant(
            "azure",
            when=on_azure,
            hint=noted(
                "The API key may be mistyped or belong to another Azure resource. The API key "
                "and endpoint must come from the same resource: see Keys and Endpoint in the "
                "Azure portal."
            ),
        ),
    ),
)
