"""The list of failures, over HTTP and on the event bus."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.log import FailureLog
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.server.base import SERVICE
from jupyterlab_ai_stream_toggle.server.service import Service
from jupyterlab_ai_stream_toggle.target import Target

from .test_rest import NAMESPACE, call

Fetch = Callable[..., Awaitable[HTTPResponse]]

FAILURE_REPORTED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/failure_reported/v1"
AZURE = Target("azure", "gpt-4o", "https://contoso.example", "2024-06-01", key_mark="abcd")
CANARY = "canary-5f4e3d2c1b"
LIMITED = diagnose(
    recorded(
        {
            "status": 429,
            "headers": {"Retry-After": "17", "Content-Type": "application/json; charset=utf-8"},
            "message": f"Too many requests for key {CANARY}",
        }
    ),
    target=AZURE,
    secrets=(CANARY,),
)
REFUSED = {"status": 400, "message": "Streaming is not supported for this model."}
REQUIRED = {
    "status": 400,
    "stream_requested": False,
    "message": "This model only supports streaming; set stream to true.",
}


@pytest.fixture
def log(extension: StreamToggle) -> FailureLog:
    service = extension.settings[SERVICE]
    assert isinstance(service, Service)
    return service.failures


@pytest.fixture
def seen(jp_serverapp: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []

    async def listener(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        events.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=FAILURE_REPORTED, listener=listener)
    return events


async def test_at_first_there_is_none(jp_fetch: Fetch) -> None:
    assert await call(jp_fetch, "GET", "failures") == {"failures": []}
    assert await call(jp_fetch, "DELETE", "failures") == {"dismissed": 0}


async def test_a_failure_is_listed_with_all_that_is_known(jp_fetch: Fetch, log: FailureLog) -> None:
    log.report(AZURE, LIMITED)
    log.report(AZURE, LIMITED)
    (failure,) = (await call(jp_fetch, "GET", "failures"))["failures"]
    assert {name: failure[name] for name in ("diagnosis", "severity", "provider", "model")} == {
        "diagnosis": "rate-limited",
        "severity": "warning",
        "provider": "azure",
        "model": "gpt-4o",
    }
    assert (failure["status"], failure["wait"], failure["count"]) == (429, 17, 2)
    assert failure["content_type"] == "application/json"
    assert failure["endpoint"] == AZURE.endpoint
    assert "17 s" in failure["hint"]
    assert {"copy-details", "help"} <= set(failure["actions"])
    assert failure["first_seen"] <= failure["last_seen"]
    assert "[hidden]" in failure["raw"]
    assert CANARY not in json.dumps(failure)


class TestLocked:
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {"locked": {"azure": ["auto", "on"], "azure:o1": "on"}}

    @pytest.mark.parametrize(
        ("status", "model", "offered"),
        [
            (REFUSED, "gpt-4o", set()),
            (REQUIRED, "gpt-4o", {"try-streaming"}),
            (REQUIRED, "o1", set()),
        ],
    )
    async def test_no_button_offers_what_a_lock_refuses(
        self,
        jp_fetch: Fetch,
        log: FailureLog,
        status: dict[str, Any],
        model: str,
        offered: set[str],
    ) -> None:
        target = Target("azure", model)
        diagnosis = diagnose(recorded(status), target=target)
        log.report(target, diagnosis)
        modes = {"use-plain", "try-streaming"}
        assert modes & {each.value for each in diagnosis.actions}, "it would be offered"
        (failure,) = (await call(jp_fetch, "GET", "failures"))["failures"]
        assert modes & set(failure["actions"]) == offered
        assert "help" in failure["actions"]


async def test_one_is_dismissed(jp_fetch: Fetch, log: FailureLog) -> None:
    one = log.report(AZURE, LIMITED)
    log.report(Target("azure", "o1"), LIMITED)
    assert await call(jp_fetch, "DELETE", f"failures/{one.id}") == {"dismissed": 1}
    with pytest.raises(HTTPClientError) as raised:
        await jp_fetch(NAMESPACE, "failures", one.id, method="DELETE")
    assert raised.value.code == 404
    assert raised.value.response is not None
    problem = json.loads(raised.value.response.body)
    assert problem["field"] == "id"
    assert problem["next_step"]
    (left,) = (await call(jp_fetch, "GET", "failures"))["failures"]
    assert left["model"] == "o1"


async def test_all_are_dismissed(jp_fetch: Fetch, log: FailureLog) -> None:
    log.report(AZURE, LIMITED)
    log.report(Target("azure", "o1"), LIMITED)
    assert await call(jp_fetch, "DELETE", "failures") == {"dismissed": 2}
    assert await call(jp_fetch, "GET", "failures") == {"failures": []}


async def test_browsers_hear_of_it_and_nothing_more(
    jp_serverapp: Any, jp_fetch: Fetch, log: FailureLog, seen: list[dict[str, Any]]
) -> None:
    failure = log.report(AZURE, LIMITED)
    log.report(AZURE, LIMITED)  # known already
    log.answered(AZURE)
    log.report(AZURE, LIMITED)
    await call(jp_fetch, "DELETE", "failures")
    await jp_serverapp.event_logger.gather_listeners()
    new = {
        "id": failure.id,
        "diagnosis": "rate-limited",
        "provider": "azure",
        "model": "gpt-4o",
    }
    gone = {"id": None, "diagnosis": None, "provider": None, "model": None}
    assert seen == [new, {**new, "diagnosis": None}, new, gone]
