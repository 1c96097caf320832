"""Takes out of a text what nobody but its owner should read.

Errors quote what was sent: keys, addresses with credentials, names of people. What is hidden here
is gone for good; when in doubt, more is hidden rather than less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

HIDDEN = "[hidden]"

_READ = 8_000
"""Characters that are looked at; the time is proportional to them."""
_SHORTEST_SECRET = 6
"""Characters of a known secret; a shorter one is no secret, and would be found in any word."""

_NAMES = (
    r"(?:x-)?(?:api|access|subscription|account|secret|private|client|auth|session|bearer|master"
    r"|virtual|shared|refresh|id|aws|azure|openai)[ _-]{0,2}"
    r"(?:access[ _-]?)?(?:key|token|secret|signature|credential)"
)
_PUBLIC_QUERY = {"api-version", "alt", "model", "stream"}


def _keep_name(match: re.Match[str]) -> str:
    return f"{match[1]}{HIDDEN}"


def _query(match: re.Match[str]) -> str:
    return match[0] if match[2].lower() in _PUBLIC_QUERY else f"{match[1]}{match[2]}={HIDDEN}"


def _mixed(match: re.Match[str]) -> str:
    """Letters and digits in one run are no word of any language."""
    run = match[0]
    mixed = any(map(str.isdigit, run)) and any(map(str.isalpha, run))
    return HIDDEN if mixed else run


def _base64(match: re.Match[str]) -> str:
    run = match[0]
    kinds = (str.isdigit, str.isupper, str.islower)
    return HIDDEN if all(any(map(kind, run)) for kind in kinds) else run


# In this order: what is recognised by its name first, then by its shape. No part of a pattern
# repeats what repeats itself, so that no text makes them slow.
_PATTERNS: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (
        re.compile(r"-----BEGIN [A-Z ]{1,40}-----[^-]{0,10000}(?:-----END [A-Z ]{1,40}-----)?"),
        HIDDEN,
    ),
    # https://user:password@host
    (
        re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^\s/@'\"<>]{1,500}@", re.IGNORECASE),
        rf"\1{HIDDEN}@",
    ),
    # ?api-key=...&sig=...
    (re.compile(r"([?&;])([\w.$~-]{1,60})=([^&\s'\"<>#;)]{1,4000})"), _query),
    (
        re.compile(r"(\b(?:set-)?cookie['\"]?\s{0,3}[:=]\s{0,3})[^\r\n]{1,4000}", re.IGNORECASE),
        _keep_name,
    ),
    (
        re.compile(
            r"(\b(?:proxy-)?authorization['\"]?\s{0,3}[:=]\s{0,3}['\"]?)"
            r"(?:(?:bearer|basic|token|digest|api-?key)\s{1,3})?[^\s'\",;}]{1,8000}",
            re.IGNORECASE,
        ),
        _keep_name,
    ),
    (
        re.compile(r"(\b(?:bearer|basic)\s{1,3})[A-Za-z0-9._~+/=*-]{6,8000}", re.IGNORECASE),
        _keep_name,
    ),
    # "api_key": "...", API key provided: ..., x-api-key=...
    (
        re.compile(
            rf"(\b(?:{_NAMES}|password|passwd|passphrase|pwd)['\"]?(?: \w{{1,12}}){{0,2}}"
            r"\s{0,3}[:=]\s{0,3}['\"`(]?)[^\s'\"`,;)}\]]{1,8000}",
            re.IGNORECASE,
        ),
        _keep_name,
    ),
    # key 'abc...' and key: abc..., where it has the look of one
    (
        re.compile(
            r"(\b(?:key|token|secret)s?['\"]?(?:\s{0,3}[:=]|\s)\s{0,3}['\"`(]?)"
            r"(?=[^\s'\"`,;)}\]]{0,60}[\d*])[A-Za-z0-9._~+/=*-]{12,8000}",
            re.IGNORECASE,
        ),
        _keep_name,
    ),
    (re.compile(r"\beyJ[\w-]{4,8000}(?:\.[\w*-]{0,8000}){0,4}"), HIDDEN),  # JSON web tokens
    # Keys that say whose they are, whole or with stars in them.
    (
        re.compile(
            r"\b(?:sk|pk|rk|gsk|xai|nvapi|pplx|csk|fw|r8|hf|ghp|gho|ghu|ghs|ghr|github_pat|glpat"
            r"|dapi|ABSK|AIza|ya29\.|key|token)(?:[-_]|(?<=AIza)|(?<=ABSK)|(?<=dapi)|(?<=ya29\.))"
            r"(?=[\w.*-]{0,60}[\d*])[\w.*-]{8,8000}"
        ),
        HIDDEN,
    ),
    (re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{12,20}\b"), HIDDEN),
    (re.compile(r"(\barn:[\w-]{2,20}:[\w-]{0,40}:[\w-]{0,30}:)\d{12}\b"), _keep_name),
    (re.compile(r"\b(?:org|proj)[-_][A-Za-z0-9]{12,80}\b"), HIDDEN),
    (re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), HIDDEN),  # e-mail addresses
    (re.compile(r"(?<![\w/+=-])[A-Za-z0-9/+]{40}(?![\w/+=-])"), _base64),  # AWS secrets
    # Azure's keys: 32 hexadecimal digits, 84 letters and digits; and all that is built alike.
    (re.compile(r"[A-Za-z0-9+=]{28,}"), _mixed),
    # What a library left of a key: sk-ab**********yz
    (re.compile(r"(?:\b[\w-]{1,40})?\*{4,200}[\w-]{0,40}"), HIDDEN),
]


def redact(text: str, secrets: Collection[str] = (), longest: int = _READ) -> str:
    """The text without secrets, `longest` characters at most.

    `secrets` are known values, such as the key that the request was made with.
    """
    cut = len(text) > _READ
    if cut:
        # Not in the middle of a word: what is left of a key would not be recognised.
        text = text[:_READ].rpartition(" ")[0] or text[:_READ]
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            # Codes are kept in lower case.
            text = re.sub(re.escape(secret), HIDDEN, text, flags=re.IGNORECASE)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    if len(text) > longest:
        text, cut = text[:longest], True
    return f"{text}…" if cut else text
