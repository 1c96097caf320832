"""The events that browsers get, as the server's event bus carries them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.server.publisher import Publisher
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.settings import Settings

from .test_rest import OFF, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
DECISION_CHANGED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/decision_changed/v1"
CAPABILITY_CHANGED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/capability_changed/v1"


@pytest.fixture
def seen(jp_serverapp: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []

    async def listener(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        events.append({"schema": schema_id, **data})

    for schema in (DECISION_CHANGED, CAPABILITY_CHANGED):
        jp_serverapp.event_logger.add_listener(schema_id=schema, listener=listener)
    return events


async def test_a_change_over_rest_is_told(jp_fetch: Fetch, seen: list[dict[str, Any]]) -> None:
    await call(jp_fetch, "PUT", "modes", OFF)
    assert seen == [{"schema": DECISION_CHANGED, "provider": "azure", "model": None}]


async def test_an_edit_by_hand_is_told_when_it_is_seen(
    jp_fetch: Fetch, settings: Settings, seen: list[dict[str, Any]]
) -> None:
    await call(jp_fetch, "GET", "status")
    settings.write({"defaultMode": "off"})
    await call(jp_fetch, "GET", "status")
    assert seen == [{"schema": DECISION_CHANGED, "provider": None, "model": None}]


async def test_a_capability_is_told_without_the_endpoint(
    jp_serverapp: Any, seen: list[dict[str, Any]]
) -> None:
    class Registered:
        """The server's logger, which knows the schemas already."""

        def register_event_schema(self, schema: Any) -> None: ...

        def emit(self, *, schema_id: str, data: dict[str, Any]) -> Any:
            return jp_serverapp.event_logger.emit(schema_id=schema_id, data=data)

    Publisher(Registered(), logging.getLogger("test")).capability_changed(
        Target("azure", "gpt-4o", "https://contoso.example", "2024-06-01", tools=True),
        Capability(Delivery.PLAIN, Evidence.REFUSED, 0, 0, 0),
    )
    await jp_serverapp.event_logger.gather_listeners()
    assert seen == [
        {
            "schema": CAPABILITY_CHANGED,
            "provider": "azure",
            "model": "gpt-4o",
            "delivery": "plain",
            "evidence": "refused",
            "marks_end": None,
        }
    ]
