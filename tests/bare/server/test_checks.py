"""The connection check over REST, on a server whose Jupyter AI is not loaded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlab_ai_stream_toggle.checks.every import LIVE, STATIC
from jupyterlab_ai_stream_toggle.checks.runs import KEPT
from tests.support.settings import Settings
from tests.support.subjects import CANARY

from .test_rest import NAMESPACE, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
PROGRESSED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/check_progressed/v1"


async def begin(fetch: Fetch, body: object) -> Any:
    """The answer to `POST checks` that is a success."""
    response = await fetch(NAMESPACE, "checks", method="POST", body=json.dumps(body))
    assert response.code == 202
    return json.loads(response.body)


async def ended(fetch: Fetch, run: Any) -> Any:
    """The same check, once it has ended."""
    for _ in range(3000):
        run = await call(fetch, "GET", f"checks/{run['id']}")
        if run["state"] != "running":
            return run
        await asyncio.sleep(0.02)
    pytest.fail("the check did not end")


async def refused(fetch: Fetch, body: str, status: int) -> Any:
    with pytest.raises(HTTPClientError) as raised:
        await fetch(NAMESPACE, "checks", method="POST", body=body)
    assert raised.value.code == status
    assert raised.value.response is not None
    return json.loads(raised.value.response.body)


async def test_a_check_begins_progresses_and_ends(jp_fetch: Fetch, jp_serverapp: Any) -> None:
    events: list[str] = []

    async def listener(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        events.append(data["id"])

    jp_serverapp.event_logger.add_listener(schema_id=PROGRESSED, listener=listener)
    begun = await begin(jp_fetch, {})
    assert begun["state"] == "running"
    assert begun["total"] == len(STATIC)
    assert (begun["live"], begun["live_requests"]) == (False, 0)
    run = await ended(jp_fetch, begun)
    assert run["state"] == "done"
    assert [each["id"] for each in run["results"]] == [check.id for check in STATIC]
    # No model is chosen here, and that is what is said.
    assert run["verdict"]["works"] is False
    assert run["verdict"]["recommended"] is None
    assert run["report"].startswith("# ")
    assert set(events) == {begun["id"]}
    assert len(events) == len(STATIC) + 1


@pytest.mark.parametrize("mode", ["auto", "on", "off"])
async def test_the_mode_is_the_users(jp_fetch: Fetch, settings: Settings, mode: str) -> None:
    settings.write({"defaultMode": mode})
    run = await ended(jp_fetch, await begin(jp_fetch, {}))
    assert f"- Mode: {mode.title()}\n" in run["report"]


async def test_a_live_check_without_a_model_sends_nothing(jp_fetch: Fetch) -> None:
    run = await ended(jp_fetch, await begin(jp_fetch, {"live": True, "api_key": CANARY}))
    assert len(run["results"]) == len(STATIC) + len(LIVE)
    assert run["comparison"] == []
    assert run["live_requests"] == 0
    assert CANARY not in json.dumps(run)


async def test_the_last_few_are_kept(jp_fetch: Fetch) -> None:
    first = await ended(jp_fetch, await begin(jp_fetch, {}))
    for _ in range(KEPT):
        await ended(jp_fetch, await begin(jp_fetch, {}))
    with pytest.raises(HTTPClientError) as raised:
        await call(jp_fetch, "GET", f"checks/{first['id']}")
    assert raised.value.code == 404


async def test_cancelling_what_has_ended_changes_nothing(jp_fetch: Fetch) -> None:
    run = await ended(jp_fetch, await begin(jp_fetch, {}))
    assert await call(jp_fetch, "DELETE", f"checks/{run['id']}") == run


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("[]", None),
        ("{", None),
        ('{"live": "perhaps"}', "live"),
        ('{"provider": "a b"}', "provider"),
        ('{"model": ""}', "model"),
        ('{"endpoint": 1}', "endpoint"),
        ('{"api_version": ""}', "api_version"),
        (f'{{"api_key": ["{CANARY}"]}}', "api_key"),
        (f'{{"{CANARY}": 1}}', CANARY),
        (f'{{"api_key": "{CANARY}" 1}}', None),
        (json.dumps({"api_key": CANARY * 2000}), None),
    ],
)
async def test_what_is_no_request_is_refused_and_never_quoted(
    jp_fetch: Fetch, body: str, field: str | None
) -> None:
    problem = await refused(jp_fetch, body, 400)
    assert problem["field"] == field
    assert problem["next_step"]
    assert problem["value"] is None
    if field != CANARY:
        assert CANARY not in json.dumps(problem)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_an_unknown_check_is_not_found(jp_fetch: Fetch, method: str) -> None:
    with pytest.raises(HTTPClientError) as raised:
        await call(jp_fetch, method, "checks/0123456789abcdef")
    assert raised.value.code == 404
    assert raised.value.response is not None
    assert json.loads(raised.value.response.body)["next_step"]
