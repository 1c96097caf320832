"""What keeps a server from being culled, and what does not."""

from __future__ import annotations

from typing import Any

import httpx

from tests.e2e.chat import ask
from tests.e2e.test_chat import PROMPT

from .conftest import Labs
from .user_server import UserServer

TIMES = 12
RESOURCES = ("status", "providers", "failures", "capabilities", "recovery")


def last_activity(server: UserServer) -> Any:
    """As it tells the hub, and whatever ends it for idleness."""
    answer = httpx.get(f"{server.base}api/status", headers=server.headers, trust_env=False)
    return answer.raise_for_status().json()["last_activity"]


def seen_by_the_proxy(server: UserServer) -> Any:
    """When something last went through to it."""
    routes = server.hub.api("GET", "proxy").values()
    (route,) = (each for each in routes if each["data"].get("user") == server.person.name)
    return route["data"]["last_activity"]


def test_what_a_tab_reads_of_ours_is_none_and_a_change_is(fresh: Labs) -> None:
    a = fresh.a
    before = last_activity(a)
    for _ in range(TIMES):
        for name in RESOURCES:
            a.call("GET", name)
    assert last_activity(a) == before
    a.call("PUT", "modes", {"provider": "azure", "mode": "auto"})
    assert last_activity(a) > before


async def test_a_chat_is_seen_by_the_proxy(fresh: Labs) -> None:
    before = seen_by_the_proxy(fresh.a)
    await ask(fresh.a, PROMPT)
    assert seen_by_the_proxy(fresh.a) > before
