"""What a model sends that nobody may see, and what stands in every error and is no secret."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.models.explained import secrets_of


def hidden(**fields: Any) -> set[str]:
    return set(secrets_of(SimpleNamespace(**fields)))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Authorization", "Basic dXNlcjpwYXNz"),
        ("api-key", "canary"),
        ("X-Corp-Auth", "canary"),
        ("Ocp-Apim-Subscription-Key", "canary"),
        ("Cookie", "session=canary"),
        ("x-portkey-virtual-key", "canary"),
        ("x-signature", "canary"),
        ("x-tenant", "9f86d081884c7d65"),
        ("x-anything", "CanaryOfNoKnownShapeThatIsLongEnough"),
    ],
)
def test_credentials_in_headers_are_hidden(header: str, value: str) -> None:
    for field in ("extra_headers", "default_headers"):
        assert value in hidden(**{field: {header: value}})


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x-portkey-provider", "openai"),
        ("x-provider", "azure-openai"),
        ("x-model", "gpt-4o-mini"),
        ("Accept-Language", "en-GB, en;q=0.9"),
        ("x-department", "Research and Development"),
        ("x-region", "eu-west-1"),
    ],
)
def test_what_is_no_secret_stays_readable(header: str, value: str) -> None:
    assert value not in hidden(extra_headers={header: value})


def test_keys_of_the_model_are_hidden_whatever_they_look_like() -> None:
    assert hidden(openai_api_key="openai", bearer_token="openai2") == {"openai", "openai2"}
