"""What the tests of models share."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from .models.governed_models import CHAT_CLASSES, release_all


@pytest.fixture(autouse=True)
def azure_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """LiteLLM has Azure's API version from there."""
    monkeypatch.setenv("AZURE_API_VERSION", "2024-10-21")


@pytest.fixture(params=sorted(CHAT_CLASSES))
def provider(request: pytest.FixtureRequest) -> str:
    """The name of a provider: a key of `CHAT_CLASSES`."""
    return str(request.param)


@pytest.fixture(autouse=True)
def released() -> Iterator[None]:
    """No governed model outlives its test."""
    yield
    release_all()


@pytest.fixture(autouse=True)
def own_connections() -> Iterator[None]:
    """No test gets the connections of another.

    langchain-openai keeps its HTTP clients by address, LiteLLM by the event loop's `id` as well.
    Both can come again: then a client has connections of an endpoint and a loop that are gone.
    """
    yield
    if clients := sys.modules.get("langchain_openai.chat_models._client_utils"):
        clients._cached_sync_httpx_client.cache_clear()
        clients._cached_async_httpx_client.cache_clear()
    if litellm := sys.modules.get("litellm"):
        litellm.in_memory_llm_clients_cache.flush_cache()
