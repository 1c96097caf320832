"""No key, no credential and no address of a person is left of a text, whatever stands around it."""

from __future__ import annotations

import secrets as chance
import string

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.redaction import HIDDEN, redact
from tests.support.growth import growth

HEX = "0123456789abcdef0123456789abcdef"
BASE62 = "1aB" * 28
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJlLXN0dWZm"
AWS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE123"

SECRETS = [
    HEX,
    BASE62,
    JWT,
    AWS_SECRET,
    "sk-abcdef1234567890abcd",
    "sk-proj-Ab1_Cd2-Ef3Gh4Ij5Kl6Mn7Op8",
    "sk-ant-api03-Ab1Cd2Ef3Gh4",
    "sk-ab****************************cd9f",
    "gsk_a1b2c3d4e5f6g7h8",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "hf_a1b2c3d4e5f6g7h8i9j0",
    "ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8",
    "AKIAIOSFODNN7EXAMPLE",
    "somebody.else+tag@sub.example.org",
]
AROUND = [
    "Incorrect API key provided: {}. You can find yours there.",
    "the value {} was refused",
    "{{'error': {{'message': 'bad {}', 'code': 401}}}}",
    '{{"api_key": "{}"}}',
    "Authorization: Bearer {}",
    "header 'api-key': '{}'",
    "GET https://gateway.example/v1?api-key={}&api-version=2024-06-01 failed",
    "({})",
    "`{}`",
    "key={}",
    "\n{}\n",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", AROUND)
def test_nothing_of_a_secret_is_left(secret: str, around: str) -> None:
    told = redact(around.format(secret))
    assert secret not in told
    for start in range(0, len(secret) - 12, 4):
        assert secret[start : start + 12] not in told
    assert HIDDEN in told


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("https://user:hunter2@proxy.example:3128/", "hunter2"),
        ("http://token-only@host/x", "token-only"),
        ("https://x.example/?sig=abc%3D&code=short", "short"),
        ("https://x.example/?code=short", "short"),
        ("https://x.example/?subscription-key=plainword", "plainword"),
        ("api_key=plainword", "plainword"),
        ("api-key: plainword", "plainword"),
        ('"password": "plain"', "plain"),
        ("client_secret = 'plain'", "plain"),
        ("Ocp-Apim-Subscription-Key: plainword", "plainword"),
        ("Authorization: Basic dXNlcjpwdw==", "dXNlcjpwdw=="),
        ("Authorization: plainword", "plainword"),
        ("Set-Cookie: session=abc; Path=/", "abc"),
        ("Cookie: a=b; c=d", "c=d"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n-----END PRIVATE KEY-----", "MIIE"),
        ("arn:aws:iam::123456789012:role/x", "123456789012"),
        ("for organization org-AbCdEfGhIjKlMnOp on", "org-AbCdEfGhIjKlMnOp"),
    ],
)
def test_what_is_recognised_by_its_name_or_its_place(text: str, secret: str) -> None:
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "The model `gpt-4o-mini-2024-07-18` does not exist",
        "anthropic.claude-3-5-sonnet-20241022-v2:0 is not there",
        "my-company-gpt-4o-mini-deployment-number-1",
        (
            "https://contoso.openai.azure.com/openai/deployments/chat/chat/completions"
            "?api-version=2024-06-01"
        ),
        "unknown key: stream, no such key [n]",
        "Rate limit reached: limit 30000 tokens, used 29999, requested 500",
        "Error code: 404 - {'error': {'code': 'DeploymentNotFound', 'message': 'None such'}}",
        "[Errno 111] Connection refused",
        "request id 6f1c2d3e-aaaa-bbbb-cccc-1234567890ab",
    ],
)
def test_what_helps_is_left(text: str) -> None:
    assert redact(text) == text


def test_a_known_secret_is_found_whatever_its_shape() -> None:
    assert redact("refused: plain words here", ["plain words"]) == f"refused: {HIDDEN} here"
    assert redact("refused: Plain Words here", ["plain words"]) == f"refused: {HIDDEN} here"
    assert redact("a b c", ["b"]) == "a b c"


def test_any_key_of_any_alphabet() -> None:
    """Keys as a program would make them up, many of them."""
    alphabets = (string.hexdigits.lower()[:16], string.ascii_letters + string.digits)
    for _ in range(300):
        for alphabet, length in zip(alphabets, (32, 84), strict=True):
            key = "".join(chance.choice(alphabet) for _ in range(length))
            assert key not in redact(f"The key {key} is not known.")
            assert key[:20] not in redact(f"token:{key}")


def test_a_secret_at_the_cut_is_not_left_in_half() -> None:
    for before in range(7_950, 8_010):
        assert "1aB1aB" not in redact("x " * (before // 2) + BASE62)


@pytest.mark.parametrize("piece", ["a@", "key:", "eyJ.", "?a=", "sk-1"])
def test_its_cost_is_in_proportion_at_most(piece: str) -> None:
    assert growth(redact, piece * 100, piece * 1_600) < 40
    assert growth(redact, piece * 100, piece * 9_000) < 90


def test_a_diagnosis_holds_no_secret() -> None:
    class APIStatusError(Exception):
        status_code = 401
        body = {"error": {"message": f"bad key {HEX}", "code": HEX, "param": BASE62}}

    error = APIStatusError("refused: canary-words")
    error.__cause__ = ValueError(f"https://u:{JWT}@host")
    told = repr(diagnose(evidence_of(error), secrets=("canary-words",)))
    for secret in (HEX, BASE62, JWT, "canary-words"):
        assert secret not in told
