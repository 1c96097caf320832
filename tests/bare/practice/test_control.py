"""`/practice/fault`: the fault can be read and changed while the endpoint runs."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer

CHAT = "/v1/chat/completions"
STREAM = {"messages": [{"role": "user", "content": "Hello"}], "stream": True}


def test_a_change_counts_from_the_next_request(client: httpx.Client) -> None:
    assert client.post(CHAT, json=STREAM).status_code == 200
    changed = client.put("/practice/fault", json={"fault": "refuse-400"})

    assert changed.status_code == 200
    assert changed.json()["fault"] == "refuse-400"
    assert client.post(CHAT, json=STREAM).status_code == 400


def test_every_fault_is_explained(client: httpx.Client) -> None:
    told = client.get("/practice/fault").json()

    assert told["fault"] == "ok"
    assert told["faults"] == {name: fault.meaning for name, fault in FAULTS.items()}


def test_the_pause_can_be_set_along_with_it(client: httpx.Client, server: PracticeServer) -> None:
    client.put("/practice/fault", json={"fault": "slow", "pause": 2})

    assert (server.fault.name, server.pause) == ("slow", 2)


@pytest.mark.parametrize("body", [{"fault": "nope"}, {"fault": ["ok"]}, {}, []])
def test_an_unknown_fault_is_refused(
    client: httpx.Client, server: PracticeServer, body: Any
) -> None:
    reply = client.put("/practice/fault", json=body)

    assert reply.status_code == 400
    assert reply.json()["field"] == "fault"
    assert reply.json()["value"] == (body.get("fault") if isinstance(body, dict) else None)
    assert reply.json()["allowed"] == list(FAULTS)
    assert server.fault.name == "ok"


@pytest.mark.parametrize("pause", [-1, "1", True, None])
def test_a_pause_that_is_no_time_is_refused(
    client: httpx.Client, server: PracticeServer, pause: Any
) -> None:
    reply = client.put("/practice/fault", json={"fault": "slow", "pause": pause})

    assert (reply.status_code, reply.json()["field"]) == (400, "pause")
    assert server.fault.name == "ok"


def test_a_body_that_is_not_json_is_refused(client: httpx.Client) -> None:
    assert client.put("/practice/fault", content=b"fault=ok").status_code == 400


def test_steering_is_not_in_the_journal(client: httpx.Client) -> None:
    client.get("/practice/fault")

    assert client.get("/practice/journal").json() == []
