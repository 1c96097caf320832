"""What is remembered of which endpoint, for how long, and who is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.capability.memory import without_memory
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

from .memories import LOG, MINUTE, PLAIN, STREAM, TARGET, UNTOLD, Clock, delivery, memory


async def test_a_change_of_the_delivery_is_told_once() -> None:
    made, told = memory()
    assert made.recall(TARGET) is None
    for finding in (STREAM, STREAM, PLAIN):
        made.learn(TARGET, finding)
    assert delivery(made) is Delivery.PLAIN
    assert told == [(TARGET, Delivery.STREAM), (TARGET, Delivery.PLAIN)]


async def test_how_streams_end_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    made, told = memory(path)
    made.note_end(TARGET, marked=False)
    made.note_end(TARGET, marked=False)
    known = made.recall(TARGET)
    assert known is not None
    assert (known.delivery, known.marks_end) == (Delivery.STREAM, False)
    assert told == [(TARGET, Delivery.STREAM)], "a quiet hint, once"
    made.note_end(TARGET, marked=True)
    made.note_end(TARGET, marked=False)
    made.learn(TARGET, PLAIN)
    made.learn(TARGET, STREAM)
    await made.flush()
    other, _ = memory(path)
    await other.refresh()
    kept = other.recall(TARGET)
    assert kept is not None
    assert kept.marks_end is True, "whoever marked an end is held to it"


async def test_how_streams_end_leaves_the_delivery_alone() -> None:
    made, _ = memory()
    made.learn(TARGET, PLAIN)
    made.note_end(TARGET, marked=True)
    assert delivery(made) is Delivery.PLAIN


async def test_another_way_of_reaching_the_model_is_another_target() -> None:
    made, _ = memory()
    made.learn(TARGET, PLAIN)
    for other in (
        replace(TARGET, endpoint="https://other.example"),
        replace(TARGET, api_version="2023-05-15"),
        replace(TARGET, tools=True),
        replace(TARGET, model="o1"),
        replace(TARGET, provider="openai"),
        replace(TARGET, key_mark="ffff"),
    ):
        assert made.recall(other) is None
        assert other.id != TARGET.id


async def test_about_a_model_what_was_last_found_out_counts() -> None:
    made, _ = memory()

    def about(target: Target) -> Delivery | None:
        known = made.about_model(target)
        return known[1].delivery if known else None

    made.learn(TARGET, STREAM)
    assert about(TARGET) is Delivery.STREAM
    made.learn(replace(TARGET, tools=True), PLAIN)
    assert about(TARGET) is Delivery.PLAIN
    assert about(replace(TARGET, endpoint=None, key_mark=None)) is Delivery.PLAIN
    made.learn(replace(TARGET, endpoint="https://other.example"), STREAM)
    assert about(TARGET) is Delivery.PLAIN, "another endpoint says nothing about this one"
    assert about(replace(TARGET, key_mark="ffff")) is None, "nor does another key"
    assert about(replace(TARGET, model="o1")) is None


async def test_what_has_expired_is_not_relied_upon() -> None:
    clock = Clock()
    made, told = memory(clock=clock)
    made.learn(TARGET, UNTOLD)
    clock.now += 10 * MINUTE - 1
    assert delivery(made) is Delivery.PLAIN
    clock.now += 1
    assert delivery(made) is None
    assert made.about_model(TARGET) is None
    assert made.records() == []
    made.learn(TARGET, UNTOLD)
    clock.now += 59 * MINUTE
    assert delivery(made) is Delivery.PLAIN, "failing again it holds for an hour"
    made.learn(TARGET, STREAM)
    assert delivery(made) is Delivery.STREAM, "a stream that works clears it at once"
    assert [each for _, each in told] == [Delivery.PLAIN, Delivery.PLAIN, Delivery.STREAM]


async def test_the_target_not_seen_for_longest_goes_first(tmp_path: Path) -> None:
    for path in (None, tmp_path / "memory.json"):
        clock = Clock()
        made, _ = memory(path, limit=2, clock=clock)
        targets = [replace(TARGET, model=str(number)) for number in range(3)]
        for index in (0, 1, 0, 2):
            made.learn(targets[index], PLAIN)
            clock.now += 120 * MINUTE
        await made.flush()
        assert [made.recall(target) is not None for target in targets] == [True, False, True]


async def test_forgetting_is_told() -> None:
    made, told = memory()
    other = replace(TARGET, model="o1")
    made.learn(TARGET, PLAIN)
    made.learn(other, PLAIN)
    told.clear()
    assert await made.forget(lambda target: target == TARGET) == 1
    assert await made.forget(lambda target: target == TARGET) == 0
    assert await made.forget(lambda target: True) == 1
    assert told == [(TARGET, None), (None, None)]
    assert made.records() == []


@pytest.mark.parametrize("years", [-10, 10])
async def test_a_clock_that_was_wrong_makes_nothing_hold_longer(
    tmp_path: Path, years: float
) -> None:
    path, clock = tmp_path / "memory.json", Clock()
    right = clock.now
    clock.now += years * 365 * 24 * 60 * MINUTE
    made, _ = memory(path, clock=clock)
    made.learn(TARGET, PLAIN)
    await made.flush()
    clock.now = right
    for each in (made, memory(path, clock=clock)[0]):
        await each.refresh()
        assert each.recall(TARGET) is None
        assert each.records() == []
    made.learn(TARGET, PLAIN)
    clock.now += 7 * 24 * 60 * MINUTE + 1
    assert made.recall(TARGET) is None


async def test_memory_can_be_turned_off() -> None:
    made = without_memory(LOG)
    made.learn(TARGET, PLAIN)
    assert made.recall(TARGET) is None
    assert made.records() == []
