"""What counts as work: an idle server is culled, whatever an open tab reads from it by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from .test_rest import ENDPOINTS, NAMESPACE, OFF, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
READ = [name for method, name, _ in ENDPOINTS if method == "GET"]


def last_activity(server: Any) -> Any:
    """As Jupyter Server tells it to whoever looks for idle servers."""
    return server.web_app.last_activity()


@pytest.mark.parametrize("name", READ)
async def test_to_read_is_no_activity(jp_fetch: Fetch, jp_serverapp: Any, name: str) -> None:
    before = last_activity(jp_serverapp)
    with contextlib.suppress(HTTPClientError):  # such as that a check is not there
        await jp_fetch(NAMESPACE, name)
    assert last_activity(jp_serverapp) == before


async def test_to_change_something_is(jp_fetch: Fetch, jp_serverapp: Any) -> None:
    before = last_activity(jp_serverapp)
    await call(jp_fetch, "PUT", "modes", OFF)
    assert last_activity(jp_serverapp) > before
