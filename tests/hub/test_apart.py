"""What one user sets, finds out and fails with is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from jupyterlab_ai_stream_toggle.server.routes import HANDLERS
from tests.e2e.chat import ask
from tests.e2e.test_chat import PROMPT, WHOLE

from .conftest import Labs
from .user_server import FINDINGS

VERBS = ("get", "put", "post", "delete")


async def test_modes_findings_and_failures_are_a_users_own(fresh: Labs) -> None:
    a, b = fresh.both
    b.use_deployment(a.deployment)
    before = {name: b.call("GET", name) for name in ("status", "providers")}
    fresh.set_fault("refuse-400")
    assert (await ask(a, PROMPT)).text == WHOLE
    a.call("PUT", "modes", {"provider": "azure", "mode": "off"})
    fresh.set_fault("unauthorized")
    assert (await ask(a, PROMPT)).error
    assert a.call("GET", "capabilities")["capabilities"]
    assert a.call("GET", "failures")["failures"]
    assert b.call("GET", "capabilities")["capabilities"] == []
    assert b.call("GET", "failures")["failures"] == []
    assert {name: b.call("GET", name) for name in before} == before
    fresh.set_fault("refuse-400")
    assert (await ask(b, PROMPT)).text == WHOLE
    assert b.requests() == "Sn", "neither the mode nor the finding is known here"


async def test_what_one_found_out_cannot_be_read_by_the_other(fresh: Labs) -> None:
    a, b = fresh.both
    fresh.set_fault("refuse-400")
    await ask(a, PROMPT)
    path = a.person.home / FINDINGS
    assert a.person.run("test", "-s", path).returncode == 0
    assert path.stat().st_mode & 0o077 == 0
    if fresh.people.are_users:
        assert b.person.run("test", "-x", a.person.home).returncode == 0
        assert b.person.run("cat", path).returncode != 0


def test_metrics_are_told_to_the_user_and_the_administrator_alone(labs: Labs) -> None:
    a, b = labs.both
    tokens = {"own": a.token, "administrator": labs.hub.token, "other": b.token}
    told = {
        who: httpx.get(
            f"{a.base}metrics", headers={"Authorization": f"token {token}"}, trust_env=False
        ).status_code
        for who, token in tokens.items()
    }
    assert told == {"own": 200, "administrator": 200, "other": 403}


def routes() -> Iterator[tuple[str, str]]:
    for pattern, handler in HANDLERS:
        for verb in VERBS:
            if verb in vars(handler):
                yield verb.upper(), pattern.rsplit("/", pattern.count("([^/]+)") and 1)[0]


@pytest.mark.parametrize(("verb", "path"), sorted(set(routes())))
def test_the_token_of_one_is_refused_by_the_other(labs: Labs, verb: str, path: str) -> None:
    a, b = labs.both
    url = f"{a.base}{path.removeprefix('/')}"
    for token in (b.headers, {}):
        answer = httpx.request(
            verb,
            url,
            headers={**token, "Accept": "application/json"},
            trust_env=False,
        )
        assert answer.status_code in (302, 403)
        assert "mode" not in answer.text


@pytest.mark.parametrize("path", ["api/events/subscribe", "api/chat/ws/any.chat"])
async def test_nor_does_it_open_a_socket(labs: Labs, path: str) -> None:
    a, b = labs.both
    url = a.base.replace("http", "ws", 1) + path
    with pytest.raises(HTTPClientError) as raised:
        await websocket_connect(HTTPRequest(url, headers=b.headers))
    assert raised.value.code == 403


def test_the_owners_own_is_taken(labs: Labs) -> None:
    assert labs.a.call("GET", "status")["in_effect"] is True
