"""The connection check over REST."""

from __future__ import annotations

import time
from typing import Any

import httpx

from .server import Server

API = "jupyterlab-ai-stream-toggle/checks"

_PATIENCE = 240.0
"""Seconds until a check that does not end is a failure of the test."""


def begin(server: Server, **request: Any) -> Any:
    """Begin a check."""
    reply = httpx.post(server.base + API, headers=server.headers, json=request)
    assert reply.status_code == 202, reply.text
    return reply.json()


def until(server: Server, run: Any, state: str) -> Any:
    """The check once it has come to this state."""
    deadline = time.monotonic() + _PATIENCE
    while run["state"] != state:
        assert time.monotonic() < deadline, run
        time.sleep(0.05)
        run = server.get(f"checks/{run['id']}")
    return run
