"""The journal: what it tells, what it must never tell."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS, Journal, PracticeServer, PracticeThread
from tests.support.leaving import asked

CHAT = "/v1/chat/completions"
ASK = {"messages": [{"role": "user", "content": "Hello"}]}


def test_a_request_is_told_as_it_was(client: httpx.Client) -> None:
    body = {**ASK, "stream": True}
    client.post(CHAT + "?api-version=1", json=body, headers={"X-Team": "blue"})
    [entry] = client.get("/practice/journal").json()

    assert (entry["index"], entry["method"], entry["path"]) == (1, "POST", CHAT)
    assert entry["query"] == {"api-version": "1"}
    assert entry["body"] == body
    assert "x-team" in entry["header_names"]
    assert (entry["fault"], entry["status"], entry["finished"]) == ("ok", 200, True)
    assert entry["chunks"] > 10
    assert not entry["client_gone"]


@pytest.mark.parametrize("header", ["Authorization", "api-key"])
def test_a_credential_is_noted_but_its_value_is_not(client: httpx.Client, header: str) -> None:
    client.post(CHAT, json=ASK, headers={header: "Bearer s3cret"})
    client.post(CHAT, json=ASK)
    told = client.get("/practice/journal")

    assert [entry["has_credential"] for entry in told.json()] == [True, False]
    assert "s3cret" not in told.text


def test_indices_go_on_after_clearing(client: httpx.Client) -> None:
    client.post(CHAT, json=ASK)
    assert client.delete("/practice/journal").status_code == 204
    assert client.get("/practice/journal").json() == []
    client.post(CHAT, json=ASK)

    assert [entry["index"] for entry in client.get("/practice/journal").json()] == [2]


def test_a_running_request_is_listed(server: PracticeServer) -> None:
    server.fault = FAULTS["hang"]
    with asked(server.url + CHAT, {**ASK, "stream": True}):
        [entry] = server.journal.wait_for(lambda seen: len(seen) == 1)

    assert (entry.status, entry.finished, entry.ended) == (None, False, None)
    [entry] = server.journal.wait_for(lambda seen: seen[0].finished)
    assert entry.client_gone


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_is_seen_in_every_delivery(
    server: PracticeServer, stream: bool
) -> None:
    waiting = {"messages": [{"role": "user", "content": "practice:wait 600"}], "stream": stream}
    with asked(server.url + CHAT, waiting):
        server.journal.wait_for(lambda seen: len(seen) == 1)

    [entry] = server.journal.wait_for(lambda seen: seen[-1].finished)
    assert entry.client_gone
    assert entry.ended is not None
    assert entry.time < entry.ended


def test_a_client_that_leaves_a_stream_midway_is_seen(server: PracticeServer) -> None:
    server.fault = FAULTS["slow"]
    server.pace.hold(3)
    with asked(server.url + CHAT, {**ASK, "stream": True}) as request:
        request.until(3, b"data: ")

    [entry] = server.journal.wait_for(lambda seen: seen[-1].finished)
    assert entry.client_gone
    assert entry.chunks == 3


def test_a_file_gets_a_line_for_each_request(tmp_path: Path) -> None:
    lines = tmp_path / "journal.jsonl"
    with PracticeThread(PracticeServer(journal_file=lines)) as server:
        httpx.post(server.url + CHAT, json=ASK, trust_env=False)
        httpx.get(server.url + "/nowhere", trust_env=False)
        server.journal.wait_for(lambda seen: len(seen) == 2 and seen[1].finished)

    told = [json.loads(line) for line in lines.read_text().splitlines()]
    assert [entry["status"] for entry in told] == [200, 404]


def test_waiting_for_what_never_comes_says_what_is_there() -> None:
    with pytest.raises(TimeoutError, match="the journal holds"):
        Journal().wait_for(lambda seen: len(seen) == 1, timeout=0.01)


@pytest.mark.parametrize("stream", [True, False])
def test_who_has_seen_the_end_finds_it_in_the_journal(
    client: httpx.Client, server: PracticeServer, stream: bool
) -> None:
    for _ in range(50):
        with client.stream("POST", CHAT, json={**ASK, "stream": stream}) as reply:
            end = b"[DONE]" if stream else b"}"
            next(part for part in reply.iter_raw() if part.strip().endswith(end))
            assert server.journal.entries()[-1].finished
