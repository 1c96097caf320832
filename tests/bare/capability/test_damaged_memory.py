"""Whatever stands in the file of the memory: no reply fails, and what is good in it counts."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.modes import Delivery

from .memories import PLAIN, TARGET, delivery, memory


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
