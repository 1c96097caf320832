"""Changes on disk, told to those who are there to hear of them."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.server.watch import INTERVAL, Watch
from tests.support.settings import Settings

from .test_events import DECISION_CHANGED, Fetch
from .test_rest import call

SOON = 0.01


class Scene:
    """Something to look at."""

    def __init__(self) -> None:
        self.value = "before"
        self.looked = asyncio.Event()
        self.told = asyncio.Event()
        self.times = 0

    async def look(self) -> str:
        self.looked.set()
        if self.value == "broken":
            raise OSError("no disk")
        return self.value

    def changed(self) -> None:
        self.times += 1
        self.told.set()

    async def seen(self) -> None:
        """Wait for one more look, from its beginning to its end."""
        for _ in range(2):
            self.looked.clear()
            await self.looked.wait()


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def watch(scene: Scene) -> Watch:
    return Watch(scene.look, scene.changed, logging.getLogger("test"), SOON)


async def test_tells_of_a_change_once_and_rests(scene: Scene, watch: Watch) -> None:
    watch.wake()
    await scene.seen()
    assert scene.times == 0
    scene.value = "after"
    await scene.told.wait()
    assert scene.times == 1
    assert not watch.is_awake()


async def test_a_change_in_its_sleep_is_told_when_it_wakes(scene: Scene, watch: Watch) -> None:
    watch.wake()
    await scene.seen()
    scene.value = "after"
    await scene.told.wait()
    scene.value = "later"
    scene.told.clear()
    watch.wake()
    await scene.told.wait()
    assert scene.times == 2


async def test_waking_twice_looks_once(scene: Scene, watch: Watch) -> None:
    watch.wake()
    watch.wake()
    await scene.seen()
    scene.value = "after"
    await scene.told.wait()
    assert scene.times == 1
    await watch.stop()


async def test_a_broken_disk_ends_the_watch_until_somebody_asks(
    scene: Scene, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    scene.value = "broken"
    watch.wake()
    await scene.looked.wait()
    while watch.is_awake():  # noqa: ASYNC110  # the task ends by itself
        await asyncio.sleep(0)
    assert "could not be watched" in caplog.text
    scene.value = "mended"
    watch.wake()
    await scene.seen()
    assert watch.is_awake()
    await watch.stop()


def test_it_looks_often_enough_for_somebody_who_waits() -> None:
    assert INTERVAL <= 1


async def test_it_stops(scene: Scene, watch: Watch) -> None:
    watch.wake()
    await scene.seen()
    await watch.stop()
    assert not watch.is_awake()


async def test_an_edit_by_hand_is_told_to_open_tabs(
    jp_fetch: Fetch, jp_serverapp: Any, extension: StreamToggle, settings: Settings
) -> None:
    told = asyncio.Event()

    async def listener(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        told.set()

    jp_serverapp.event_logger.add_listener(schema_id=DECISION_CHANGED, listener=listener)
    assert extension.watch is not None
    assert not extension.watch.is_awake()
    await call(jp_fetch, "GET", "status")
    assert extension.watch.is_awake()
    settings.write({"defaultMode": "off"})
    await told.wait()
