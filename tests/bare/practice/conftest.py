from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer, PracticeThread


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    """A practice endpoint on loopback, well-behaved until told otherwise."""
    with PracticeThread(PracticeServer(pause=0.01)) as running:
        yield running


@pytest.fixture
def client(server: PracticeServer) -> Iterator[httpx.Client]:
    """A plain HTTP client of that endpoint."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=10) as made:
        yield made
