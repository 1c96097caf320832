from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory, without_memory
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

TARGET = Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21", key_mark="a1b2")
STREAM = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
PLAIN = Finding(Delivery.PLAIN, Evidence.REFUSED)
UNTOLD = Finding(Delivery.PLAIN, Evidence.FAILED)
LOG = logging.getLogger("test")
MINUTE = 60


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Told(list[tuple[Target | None, Delivery | None]]):
    def __call__(self, target: Target | None, capability: Capability | None) -> None:
        self.append((target, capability.delivery if capability else None))


def memory(
    path: Path | None = None, limit: int = 100, clock: Clock | None = None
) -> tuple[CapabilityMemory, Told]:
    told = Told()
    file = CapabilityFile(path, limit, LOG) if path else None
    made = CapabilityMemory(told, log=LOG, file=file, limit=limit, clock=clock or Clock())
    return made, told


def delivery(made: CapabilityMemory, target: Target = TARGET) -> Delivery | None:
    known = made.recall(target)
    return known.delivery if known else None


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
    made.note_ending(TARGET, marked=False)
    made.note_ending(TARGET, marked=False)
    known = made.recall(TARGET)
    assert known is not None
    assert (known.delivery, known.marks_end) == (Delivery.STREAM, False)
    assert told == [(TARGET, Delivery.STREAM)], "a quiet hint, once"
    made.note_ending(TARGET, marked=True)
    made.note_ending(TARGET, marked=False)
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
    made.note_ending(TARGET, marked=True)
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


async def test_it_survives_the_end_of_the_server(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "memory.json"
    first, _ = memory(path)
    first.learn(TARGET, PLAIN)
    await first.flush()
    second, _ = memory(path)
    await second.refresh()
    assert second.recall(TARGET) == first.recall(TARGET)
    assert path.stat().st_mode & 0o077 == 0, "nobody else reads it"


async def test_two_servers_on_one_home_share_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    servers = [memory(path)[0] for _ in range(2)]
    targets = [replace(TARGET, model=str(number)) for number in range(20)]
    for index, target in enumerate(targets):
        servers[index % 2].learn(target, PLAIN)
    for server in servers:
        await server.flush()
    for server in servers:
        await server.refresh()
        assert {target for target, _ in server.records()} == set(targets)
    assert await servers[0].forget(lambda target: target.model == "3") == 1
    await servers[1].refresh()
    assert servers[1].recall(targets[3]) is None


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


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        "{}",
        '{"version": 2, "capabilities": []}',
        '{"version": 1, "capabilities": [{"target": {"provider": "azure"}}]}',
        '{"version": 1, "capabilities": [{"target": {"provider": 3, "model": "x"}}]}',
        "[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
async def test_a_damaged_file_is_set_aside(
    tmp_path: Path, text: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.json"
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data)
    made, _ = memory(path)
    await made.refresh()
    assert made.records() == []
    assert (tmp_path / "memory.json.damaged").read_bytes() == data
    assert "tried anew" in caplog.text
    made.learn(TARGET, PLAIN)
    await made.flush()
    again, _ = memory(path)
    await again.refresh()
    assert delivery(again) is Delivery.PLAIN


RECORD = {
    "target": {"provider": "azure", "model": "m"},
    "delivery": "plain",
    "evidence": "refused",
    "first_seen": 1_700_000_000.0,
    "last_seen": 1_700_000_000.0,
    "expires": 1_700_000_600.0,
    "failures": 0,
}


@pytest.mark.parametrize(
    "part",
    [
        '"expires": Infinity',
        '"expires": NaN',
        f'"expires": {"9" * 400}',
        '"expires": -1',
        '"expires": "soon"',
        '"first_seen": 1e999',
        '"failures": 1e400',
        '"failures": true',
        r'"target": {"provider": "\ud800", "model": "m"}',
        '"target": {"provider": null, "model": "m"}',
        '"delivery": "by post"',
        '"marks_end": 1',
    ],
)
async def test_what_cannot_be_a_finding_costs_no_other(
    tmp_path: Path, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.json"
    good = json.dumps(RECORD)
    bad = f"{good[:-1]}, {part}}}"
    path.write_text(f'{{"version": 1, "capabilities": [{bad}, {good}]}}')
    before = path.read_text()
    made, _ = memory(path)
    await made.refresh()
    assert [target.model for target, _ in made.records()] == ["m"]
    assert (tmp_path / "memory.json.damaged").read_text() == before
    assert "The others count" in caplog.text
    made.learn(TARGET, PLAIN)
    await made.flush()
    assert {target.model for target, _ in made.records()} == {"m", "gpt-4o"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
RECORDS = st.fixed_dictionaries({}, optional=dict.fromkeys(RECORD, JSON)).map(
    lambda parts: {**RECORD, **parts}
)
FILES = (
    st.binary(max_size=100)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.lists(RECORDS | JSON, max_size=3).map(
        lambda records: json.dumps({"version": 1, "capabilities": records}).encode()
    )
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=FILES)
def test_nothing_that_can_stand_there_stops_a_reply(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("memory") / "memory.json"
    path.write_bytes(content)

    async def use() -> None:
        made, _ = memory(path)
        await made.refresh()
        made.learn(TARGET, PLAIN)
        await made.flush()
        again, _ = memory(path)
        await again.refresh()
        assert delivery(again) is Delivery.PLAIN

    asyncio.run(use())


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


async def test_what_the_disk_did_not_take_is_written_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "folder" / "memory.json"
    path.parent.write_text("in the way")
    made, _ = memory(path)
    for model in ("one", "two"):
        made.learn(replace(TARGET, model=model), PLAIN)
        await made.flush()
    assert caplog.text.count("cannot be written") == 1
    with pytest.raises(OSError, match="folder"):
        await made.forget(lambda target: target.model == "two")
    path.parent.unlink()
    made.learn(TARGET, PLAIN)
    await made.flush()
    again, _ = memory(path)
    await again.refresh()
    assert {target.model for target, _ in again.records()} == {"one", "gpt-4o"}


async def test_a_disk_that_takes_nothing_costs_no_reply(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    made, _ = memory(tmp_path / "file" / "memory.json")
    made.learn(TARGET, PLAIN)
    await made.flush()
    await made.refresh()
    assert delivery(made) is Delivery.PLAIN
    assert "cannot be written" in caplog.text


async def test_memory_can_be_turned_off() -> None:
    made = without_memory(LOG)
    made.learn(TARGET, PLAIN)
    assert made.recall(TARGET) is None
    assert made.records() == []


async def test_no_key_is_written(tmp_path: Path) -> None:
    from jupyterlab_ai_stream_toggle.target import key_mark

    canary = "canary-key-1234567890"
    path = tmp_path / "memory.json"
    made, _ = memory(path)
    made.learn(replace(TARGET, key_mark=key_mark(canary)), PLAIN)
    await made.flush()
    assert canary not in path.read_text()
    assert key_mark(canary) != key_mark("another") is not None
    assert key_mark("") is key_mark(None) is None
