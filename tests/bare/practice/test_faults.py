"""Which requests each fault acts on, and that it says what it means."""

from __future__ import annotations

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer, Scope
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

from .replies import ASK, ASK_STREAM, CHAT, under


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("unauthorized", 401),
        ("rate-limited", 429),
        ("not-found", 404),
        ("content-filter", 400),
        ("down", 500),
    ],
)
def test_some_faults_act_on_every_request(
    client: httpx.Client, server: PracticeServer, fault: str, status: int
) -> None:
    under(server, fault)
    replies = [
        client.post(CHAT, json=ASK_STREAM),
        client.post(CHAT, json=ASK),
        client.get("/v1/models"),
    ]

    assert [reply.status_code for reply in replies] == [status] * 3
    assert ("retry-after" in replies[0].headers) == (fault == "rate-limited")


@pytest.mark.parametrize(
    "fault", [name for name, fault in FAULTS.items() if fault.scope is Scope.STREAM]
)
def test_stream_faults_leave_plain_requests_alone(
    client: httpx.Client, server: PracticeServer, fault: str
) -> None:
    under(server, fault)
    reply = client.post(CHAT, json=ASK)

    assert reply.status_code == 200
    assert reply.json()["choices"][0]["message"]["content"].endswith(LAST_SENTENCE)


def test_every_fault_says_what_it_means() -> None:
    for name, fault in FAULTS.items():
        assert fault.name == name
        assert name == name.lower().replace("_", "-")
        assert fault.meaning.endswith(".")
