"""The events that browsers get, as the server's event bus carries them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import Enum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from tornado.httpclient import HTTPResponse

from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.server import publisher
from jupyterlab_ai_stream_toggle.server.publisher import Publisher
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.settings import Settings
from tests.support.subjects import CANARY

from .test_rest import OFF, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
DECISION_CHANGED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/decision_changed/v1"
CAPABILITY_CHANGED = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/capability_changed/v1"
SCHEMAS = sorted((Path(publisher.__file__).parent / "events").glob("*.yaml"))
ENUMS: dict[tuple[str, str], type[Enum]] = {
    ("capability-changed", "delivery"): Delivery,
    ("capability-changed", "evidence"): Evidence,
}
"""The types whose values a schema repeats, by event and field."""
TARGET = Target("azure", "gpt-4o", "https://contoso.example", "2024-06-01", tools=True)


@pytest.fixture
def seen(jp_serverapp: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []

    async def listener(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        events.append({"schema": schema_id, **data})

    for schema in (DECISION_CHANGED, CAPABILITY_CHANGED):
        jp_serverapp.event_logger.add_listener(schema_id=schema, listener=listener)
    return events


def publisher_on(server: Any) -> Publisher:
    """A publisher on the server's event bus."""

    class Registered:
        """The server's logger, which knows the schemas already."""

        def register_event_schema(self, schema: Any) -> None: ...

        def emit(self, *, schema_id: str, data: dict[str, Any]) -> Any:
            return server.event_logger.emit(schema_id=schema_id, data=data)

    return Publisher(Registered(), logging.getLogger("test"))


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
    publisher_on(jp_serverapp).capability_changed(
        TARGET, Capability(Delivery.PLAIN, Evidence.REFUSED, 0, 0, 0)
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


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_what_a_schema_repeats_are_the_values_of_the_type(schema: Path) -> None:
    fields = yaml.safe_load(schema.read_text(encoding="utf-8"))["properties"]
    repeated = {(schema.stem, name) for name, field in fields.items() if "enum" in field}
    assert repeated == {key for key in ENUMS if key[0] == schema.stem}
    for event, name in repeated:
        field, values = fields[name], [each.value for each in ENUMS[event, name]]
        assert field["enum"] == [*values, None]
        explained = [value for value in values if f"{value}:" in field["description"]]
        assert explained in ([], values), "all of them are explained, or none"


async def test_all_that_can_be_found_out_is_told(
    jp_serverapp: Any, seen: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    told = publisher_on(jp_serverapp)
    found = list(product(Delivery, Evidence, (None, True, False)))
    for delivery, evidence, marks_end in found:
        told.capability_changed(
            TARGET, Capability(delivery, evidence, 0, 0, 0, marks_end=marks_end)
        )
    told.capability_changed(None, None)
    await jp_serverapp.event_logger.gather_listeners()
    assert len(seen) == len(found) + 1
    assert "AI stream toggle" not in caplog.text


async def test_an_event_that_does_not_fit_its_schema_is_logged_without_what_it_says(
    jp_serverapp: Any, seen: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    told = publisher_on(jp_serverapp)
    provider: Any = [CANARY]
    told.decision_changed(provider, None)
    told.decision_changed("azure", None)
    await jp_serverapp.event_logger.gather_listeners()
    assert [each["provider"] for each in seen] == ["azure"], "the next one is told"
    (record,) = [each for each in caplog.records if each.name == "test"]
    assert record.levelno == logging.WARNING
    assert "decision_changed" in record.getMessage()
    assert "$.provider: type" in record.getMessage()
    assert CANARY not in caplog.text
