"""What docs/events.md shows of events is what a handler of the server gets, and it is nobody's."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from tornado.httpclient import HTTPResponse

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.server.base import SERVICE
from jupyterlab_ai_stream_toggle.target import Target

from .test_checks import begin, ended
from .test_events import SCHEMAS
from .test_failures import CANARY, LIMITED
from .test_rest import OFF, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
PAGE = Path(__file__).parents[3] / "docs/events.md"
PREFIX = "https://schema.jupyter.org/jupyterlab_ai_stream_toggle/"
TARGET = Target("azure", "gpt-4o", f"https://{CANARY}.example", CANARY, key_mark="ab12")


def samples() -> dict[str, dict[str, Any]]:
    """Those of the page, by heading."""
    text = PAGE.read_text(encoding="utf-8")
    return {
        name: json.loads(body)
        for name, body in re.findall(
            r"^## (\w+)$.*?```json\n(.*?)```", text, re.DOTALL | re.MULTILINE
        )
    }


def schemas() -> dict[str, dict[str, Any]]:
    return {
        path.stem.replace("-", "_"): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in SCHEMAS
    }


def test_each_event_has_its_sample_and_no_other() -> None:
    assert sorted(samples()) == sorted(schemas())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_sample_fits_its_schema_and_its_fields_are_explained(name: str) -> None:
    schema, sample = schemas()[name], samples()[name]
    assert sample.pop("__schema__") == schema["$id"] == f"{PREFIX}{name}/v1"
    Draft7Validator(schema).validate(sample)
    assert set(sample) == set(schema["properties"])
    section = PAGE.read_text(encoding="utf-8").partition(f"## {name}\n")[2].partition("\n## ")[0]
    for field in schema["properties"].values():
        for value in field.get("enum", ()):
            assert value is None or f"`{value}`" in section


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


@pytest.fixture
def jp_server_config(jp_server_config: dict[str, Any], log: Path) -> dict[str, Any]:
    """As the page says."""
    return {**jp_server_config, "EventLogger": {"handlers": [logging.FileHandler(log)]}}


async def test_a_handler_gets_all_of_them_and_nothing_that_is_somebodys(
    jp_serverapp: Any, jp_fetch: Fetch, extension: StreamToggle, log: Path
) -> None:
    service = extension.settings[SERVICE]
    await call(jp_fetch, "PUT", "modes", OFF)
    service.memory.learn(TARGET, Finding(Delivery.PLAIN, Evidence.REFUSED))
    service.failures.report(TARGET, LIMITED)
    run = await ended(jp_fetch, await begin(jp_fetch, {}))
    await jp_serverapp.event_logger.gather_listeners()
    text = await asyncio.to_thread(log.read_text)
    told = [json.loads(line) for line in text.splitlines()]
    ours = {each["__schema__"].split("/")[-2]: each for each in told if PREFIX in str(each)}
    assert sorted(ours) == sorted(samples())
    added = {"__timestamp__", "__schema_version__", "__metadata_version__"}
    for name, event in ours.items():
        assert set(event) == {*samples()[name], *added}
    assert ours["check_progressed"]["id"] == run["id"]
    for somebodys in (CANARY, "example", "ab12", "http://", str(log.parent)):
        assert somebodys not in text
