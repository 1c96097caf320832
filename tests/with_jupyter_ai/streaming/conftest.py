"""What the tests of models share: the providers whose classes are governed."""

from __future__ import annotations

import pytest

from .models import CHAT_CLASSES


@pytest.fixture(autouse=True)
def azure_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """LiteLLM has Azure's API version from there."""
    monkeypatch.setenv("AZURE_API_VERSION", "2024-10-21")


@pytest.fixture(params=sorted(CHAT_CLASSES))
def provider(request: pytest.FixtureRequest) -> str:
    """The name of a provider: a key of `CHAT_CLASSES`."""
    return str(request.param)
