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


async def test_what_a_tab_reads_of_ours_is_none_and_chat_is(fresh: Labs) -> None:
    a = fresh.a
    before = last_activity(a)
    for _ in range(TIMES):
        for name in RESOURCES:
            a.call("GET", name)
    assert last_activity(a) == before
    await ask(a, PROMPT)
    a.call("PUT", "modes", {"provider": "azure", "mode": "auto"})
    assert last_activity(a) > before
