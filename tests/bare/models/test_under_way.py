"""While a model is asked again: what failed before, on a clock of its own."""

from __future__ import annotations

import asyncio
import threading

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.log import Failure, FailureLog
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.models.home import Home
from jupyterlab_ai_stream_toggle.models.under_way import PATIENCE, asked_again
from jupyterlab_ai_stream_toggle.target import Target
from tests.bare.streaming.virtual_time import virtual_time

TARGET = Target("azure", "gpt-4o")
DOWN = diagnose(recorded({"status": 500}))


@virtual_time
async def test_it_is_not_told_as_if_it_were_the_present_state() -> None:
    log = FailureLog()
    log.report(TARGET, DOWN)
    with asked_again(log, TARGET, Home()):
        await asyncio.sleep(PATIENCE + 1)
        assert log.failures() == []
        log.report(TARGET, DOWN)
    await asyncio.sleep(PATIENCE + 1)
    (failure,) = log.failures()
    assert failure.count == 2


@virtual_time
async def test_what_fails_again_at_once_goes_on_standing_there() -> None:
    heard: list[bool] = []

    def hear(failure: Failure | None, *, solved: bool) -> None:
        del failure
        heard.append(solved)

    log = FailureLog(hear)
    log.report(TARGET, DOWN)
    with asked_again(log, TARGET, Home()):
        await asyncio.sleep(PATIENCE / 2)
        log.report(TARGET, DOWN)
    await asyncio.sleep(PATIENCE * 2)
    assert len(log.failures()) == 1
    assert heard == [False]


@virtual_time
async def test_what_fails_meanwhile_beside_it_is_told() -> None:
    log = FailureLog()
    log.report(TARGET, DOWN)
    with asked_again(log, TARGET, Home()):
        log.report(TARGET, DOWN)
        await asyncio.sleep(PATIENCE * 2)
        assert len(log.failures()) == 1


@virtual_time
async def test_others_are_left_alone() -> None:
    log = FailureLog()
    log.report(Target("azure", "o1"), DOWN)
    with asked_again(log, TARGET, Home()):
        await asyncio.sleep(PATIENCE * 2)
    assert len(log.failures()) == 1


@virtual_time
async def test_on_another_thread_it_is_told_where_all_is_kept() -> None:
    log, home = FailureLog(), Home()
    home.settle(asyncio.get_running_loop())
    log.report(TARGET, DOWN)
    asked, answered = threading.Event(), threading.Event()

    def ask() -> None:
        with asked_again(log, TARGET, home):
            asked.set()
            answered.wait()

    asking = threading.Thread(target=ask)
    asking.start()
    asked.wait()
    await asyncio.sleep(PATIENCE + 1)
    assert log.failures() == []
    answered.set()
    asking.join()
    log.report(TARGET, DOWN)
    await asyncio.sleep(PATIENCE + 1)
    assert len(log.failures()) == 1
