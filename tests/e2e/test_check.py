"""The connection check over REST, on a JupyterLab whose Jupyter AI chats with the endpoint."""

from __future__ import annotations

import json

import httpx

from tests.support.generation import JUPYTER_AI
from tests.support.subjects import CANARY

from .chat import conversation
from .check import API, begin, until
from .server import Server


def test_what_is_saved_is_checked_and_the_verdict_names_the_model(fresh: Server) -> None:
    fresh.set_fault("refuse-400")
    run = until(fresh, begin(fresh, live=True), "done")
    assert fresh.requests() == "nSns"
    verdict = run["verdict"]
    assert verdict["works"] is True
    assert verdict["recommended"] is None
    assert verdict["model"] == fresh.deployment
    assert [each["status"] for each in run["comparison"]] == [200, 400, 200, 400]
    assert run["ask_administrator"]
    # A check teaches nothing: what is remembered was seen in chats.
    assert fresh.get("capabilities")["capabilities"] == []
    assert fresh.get("failures")["failures"] == []


async def test_it_sends_as_much_as_the_chat_that_is_open(fresh: Server) -> None:
    async with conversation(fresh) as talk:
        await talk("hello")
        in_chat = fresh.practice.journal.entries()[-1].body
        run = until(fresh, begin(fresh, live=True), "done")
    by_check = fresh.practice.journal.entries()[-3].body
    assert by_check.get("stream_options") == in_chat.get("stream_options")
    assert by_check.get("tools") == in_chat.get("tools")
    assert bool(in_chat.get("tools")) is (JUPYTER_AI == 3)
    system = in_chat["messages"][0]["content"]
    ours = by_check["messages"][0]["content"]
    # But for the name of the user, which stands in it.
    assert abs(len(ours) - len(system)) < 100, (len(ours), len(system))
    assert not any("No chat is open" in each for each in run["differences"])


def test_a_mode_in_which_chat_fails_is_named_with_the_one_that_helps(fresh: Server) -> None:
    fresh.set_fault("refuse-400")
    fresh.set_mode("on", fresh.deployment)
    verdict = until(fresh, begin(fresh, live=True), "done")["verdict"]
    assert (verdict["works"], verdict["recommended"]) == (False, "auto")


def test_a_typed_key_is_sent_and_found_nowhere_afterwards(fresh: Server) -> None:
    fresh.set_fault("unauthorized")
    run = until(fresh, begin(fresh, live=True, api_key=CANARY), "done")
    assert run["verdict"]["works"] is False
    assert all(entry.has_credential for entry in fresh.practice.journal.entries())
    assert CANARY not in json.dumps(run)
    for file in fresh.place.root.rglob("*"):
        if file.is_file():
            assert CANARY.encode() not in file.read_bytes(), file


def test_one_at_a_time_until_it_is_cancelled(fresh: Server) -> None:
    fresh.set_fault("hang")
    run = begin(fresh, live=True)
    other = httpx.post(fresh.base + API, headers=fresh.headers, json={})
    assert other.status_code == 409
    assert other.json()["value"] == json.dumps(run["id"])
    assert run["id"] in other.json()["next_step"]
    fresh.practice.journal.wait_for(lambda entries: len(entries) == 2)
    reply = httpx.delete(f"{fresh.base}{API}/{run['id']}", headers=fresh.headers)
    assert reply.json()["state"] == "cancelled"
    assert reply.json()["verdict"] is None
    fresh.practice.journal.wait_for(lambda entries: entries[-1].client_gone)
    fresh.set_fault("ok")
    assert until(fresh, begin(fresh, live=True), "done")["verdict"]["works"] is True
