"""`/practice/gate`: requests can be held, seen while they wait, and let go."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer

CHAT = "/v1/chat/completions"
STREAM = {"messages": [{"role": "user", "content": "Hello"}], "stream": True}


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Where a request can wait."""
    with ThreadPoolExecutor() as made:
        yield made


def held(
    client: httpx.Client, server: PracticeServer, threads: ThreadPoolExecutor
) -> Future[httpx.Response]:
    """A request that has arrived, and waits."""
    client.put("/practice/gate", json={"open": False})
    asking = threads.submit(client.post, CHAT, json=STREAM)
    server.journal.wait_for(lambda seen: len(seen) == 1)
    return asking


@pytest.mark.parametrize(("fault", "status"), [("ok", 200), ("refuse-400", 400)])
def test_a_held_request_is_answered_once_the_gate_opens(
    client: httpx.Client,
    server: PracticeServer,
    threads: ThreadPoolExecutor,
    fault: str,
    status: int,
) -> None:
    client.put("/practice/fault", json={"fault": fault})
    asking = held(client, server, threads)
    [entry] = server.journal.entries()
    assert (entry.status, entry.finished) == (None, False)
    assert client.get("/practice/gate").json() == {"open": False}

    assert client.put("/practice/gate", json={"open": True}).json() == {"open": True}

    assert asking.result().status_code == status


def test_who_leaves_a_shut_gate_is_noted(client: httpx.Client, server: PracticeServer) -> None:
    client.put("/practice/gate", json={"open": False})
    with pytest.raises(httpx.ReadTimeout):
        client.post(CHAT, json=STREAM, timeout=httpx.Timeout(None, read=0.1))

    [entry] = server.journal.wait_for(lambda seen: any(each.finished for each in seen))

    assert entry.client_gone
    assert entry.status is None


@pytest.mark.parametrize("body", [{"open": "no"}, {"open": None}, {}, []])
def test_what_is_neither_open_nor_shut_is_refused(client: httpx.Client, body: Any) -> None:
    reply = client.put("/practice/gate", json=body)

    assert (reply.status_code, reply.json()["field"]) == (400, "open")
    assert client.get("/practice/gate").json() == {"open": True}


def test_a_body_that_is_not_json_is_refused(client: httpx.Client) -> None:
    assert client.put("/practice/gate", content=b"open").status_code == 400
