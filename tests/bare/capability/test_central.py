"""What an administrator hands to all users, under what a user's own servers found out."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.capability import central as module
from jupyterlab_ai_stream_toggle.capability.central import CentralKnowledge, files_on_data_path
from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.overlay import all_known, known_of, known_of_model
from jupyterlab_ai_stream_toggle.capability.record import Capability, Evidence
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile, Records
from jupyterlab_ai_stream_toggle.capability.stored import dumped
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

from .memories import LOG, PLAIN, STREAM, TARGET, UNTOLD, Clock, Told, delivery

DAY = 86_400.0
EVERYBODY = replace(TARGET, key_mark=None)
OTHER = replace(TARGET, key_mark="ffff")


def refused(at: float, *, days: float = 7) -> Capability:
    return Capability(Delivery.PLAIN, Evidence.REFUSED, at, at, at + days * DAY)


def write(path: Path, *known: tuple[Target, Capability]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dumped(OrderedDict(known))))
    return path


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def made(*files: Path, clock: Clock, own: Path | None = None) -> tuple[CapabilityMemory, Told]:
    told = Told()
    memory = CapabilityMemory(
        told,
        log=LOG,
        file=CapabilityFile(own, 100, LOG) if own else None,
        central=CentralKnowledge(files, (), LOG),
        clock=clock,
    )
    return memory, told


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Path:
    """It is known since an hour, by whatever key, that the endpoint refuses streams."""
    return write(tmp_path / "known.json", (TARGET, refused(clock.now - 3600)))


async def test_it_counts_for_each_key_until_it_expires(file: Path, clock: Clock) -> None:
    memory, told = made(file, clock=clock)
    assert delivery(memory) is None, "not read yet"
    await memory.refresh()
    for target in (TARGET, OTHER, EVERYBODY):
        assert delivery(memory, target) is Delivery.PLAIN
        (about, known) = memory.about_model(target) or (None, None)
        assert about == EVERYBODY
        assert known
        assert known.from_administrator
    assert delivery(memory, replace(TARGET, endpoint="https://other.example")) is None
    assert told == []
    clock.now += 7 * DAY
    assert delivery(memory) is None
    assert memory.records() == []


async def test_a_finding_of_later_date_takes_its_place(
    file: Path, clock: Clock, tmp_path: Path
) -> None:
    memory, told = made(file, clock=clock, own=tmp_path / "own.json")
    await memory.refresh()
    memory.learn(TARGET, STREAM)
    assert told == [(TARGET, Delivery.STREAM)]
    assert delivery(memory) is Delivery.STREAM
    assert delivery(memory, OTHER) is Delivery.PLAIN, "another key was not tried"
    (target, known), *_ = memory.records()
    assert target == TARGET
    assert not known.from_administrator
    await memory.flush()
    assert "from_administrator" not in (tmp_path / "own.json").read_text()
    again, _ = made(file, clock=clock, own=tmp_path / "own.json")
    await again.refresh()
    assert delivery(again) is Delivery.STREAM
    write(file, (EVERYBODY, refused(clock.now + 1)))
    clock.now += 2
    await again.refresh()
    assert delivery(again) is Delivery.PLAIN, "and the administrator's, where that is later"


async def test_what_fails_for_a_moment_leaves_it_standing(file: Path, clock: Clock) -> None:
    memory, told = made(file, clock=clock)
    await memory.refresh()
    memory.learn(TARGET, UNTOLD)
    known = memory.recall(TARGET)
    assert known
    assert known.evidence is Evidence.REFUSED, "it says more"
    assert told == [], "nothing new"
    clock.now += 3600
    assert delivery(memory) is Delivery.PLAIN


async def test_seen_again_it_is_the_users_own(file: Path, clock: Clock) -> None:
    memory, told = made(file, clock=clock)
    await memory.refresh()
    memory.learn(TARGET, PLAIN)
    known = memory.recall(TARGET)
    assert known
    assert not known.from_administrator
    assert known.expires > clock.now + 6.99 * DAY
    assert told == [], "it is no news"


async def test_a_retry_sets_it_aside_until_more_is_known(file: Path, clock: Clock) -> None:
    memory, told = made(file, clock=clock)
    await memory.refresh()
    assert await memory.forget(lambda target: True) == 1
    assert told == [(None, None)], "nothing is known any more"
    assert delivery(memory) is None
    write(file, (EVERYBODY, refused(clock.now - 3600)), (Target("a", "b"), refused(clock.now)))
    await memory.refresh()
    assert delivery(memory) is None, "that was said before"
    assert delivery(memory, Target("a", "b")) is Delivery.PLAIN
    write(file, (EVERYBODY, refused(clock.now)))
    await memory.refresh()
    assert delivery(memory) is Delivery.PLAIN
    assert await memory.forget(lambda target: True, with_central=False) == 0
    assert delivery(memory) is Delivery.PLAIN


async def test_of_several_files_the_later_finding_counts(tmp_path: Path, clock: Clock) -> None:
    streams = Capability(Delivery.STREAM, Evidence.STREAM_WORKED, 0, clock.now, clock.now + DAY)
    older = write(tmp_path / "a.json", (TARGET, refused(clock.now - 60)))
    newer = write(tmp_path / "b.json", (TARGET, streams))
    for files in ((older, newer), (newer, older)):
        memory, _ = made(*files, clock=clock)
        await memory.refresh()
        assert delivery(memory) is Delivery.STREAM


BAD: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{", "Expecting"),
    "another kind": (b"[]", "no list of capabilities"),
    "a later version": (b'{"version": 2, "capabilities": []}', "version 2"),
    "no text": (b"\xff\xfe\x00", "utf-16"),
    "too deep": (b"[" * 100_000, "recursion"),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_file_is_said_once_and_what_it_said_goes_on(
    name: str, file: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    content, says = BAD[name]
    memory, _ = made(file, clock=clock)
    await memory.refresh()
    overwrite(file, content)
    for _ in range(3):
        await memory.refresh()
    assert delivery(memory) is Delivery.PLAIN
    (record,) = caplog.records
    assert str(file) in record.getMessage()
    assert says in record.getMessage()
    assert content_of(file) == content, "it is never written"
    assert [path.name for path in file.parent.iterdir()] == ["known.json"]
    write(file, (TARGET, refused(clock.now)))
    await memory.refresh()
    assert memory.central.problems == {}


async def test_of_a_file_that_is_bad_in_part_the_rest_counts(
    file: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    data: dict[str, Any] = json.loads(content_of(file))
    data["capabilities"].append({"target": {"provider": "azure"}})
    overwrite(file, json.dumps(data).encode())
    memory, _ = made(file, clock=clock)
    await memory.refresh()
    assert delivery(memory) is Delivery.PLAIN
    assert "1 of its 2 findings" in caplog.text


@pytest.mark.parametrize("kind", ["missing", "folder", "loop"])
async def test_what_cannot_be_opened_is_said_and_chat_goes_on(
    kind: str, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "known.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    memory, _ = made(path, clock=clock)
    await memory.refresh()
    await memory.refresh()
    assert len(caplog.records) == 1
    assert str(path) in caplog.text
    memory.learn(TARGET, PLAIN)
    assert delivery(memory) is Delivery.PLAIN


async def test_credentials_in_an_address_are_not_kept(tmp_path: Path, clock: Clock) -> None:
    target = replace(EVERYBODY, endpoint="https://me:canary-77@contoso.example/?key=canary-77")
    file = write(tmp_path / "known.json", (target, refused(clock.now)))
    memory, _ = made(file, clock=clock)
    await memory.refresh()
    assert delivery(memory) is Delivery.PLAIN
    assert "canary" not in repr(memory.records())


def test_it_is_looked_for_along_the_data_path_but_not_with_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "shared"))
    found = files_on_data_path()
    assert found[0] == tmp_path / "shared/jupyterlab_ai_stream_toggle/known.json"
    assert len(found) > 1
    assert not [path for path in found if path.is_relative_to(tmp_path / "own")]


MOMENTS = st.integers(0, 10)


@st.composite
def capabilities(draw: st.DrawFn) -> Capability:
    seen = draw(MOMENTS)
    return Capability(
        draw(st.sampled_from(Delivery)),
        draw(st.sampled_from(Evidence)),
        seen,
        seen,
        seen + draw(st.integers(1, 10)),
    )


TARGETS = [
    Target("a", "m", key_mark="1"),
    Target("a", "m", key_mark="2"),
    Target("a", "m", "https://x.example", key_mark="1"),
]


@given(
    own=st.dictionaries(st.sampled_from(TARGETS), capabilities()),
    handed=st.dictionaries(
        st.sampled_from([replace(each, key_mark=None) for each in TARGETS]), capabilities()
    ),
    now=MOMENTS,
)
def test_the_later_of_what_holds_counts(
    own: dict[Target, Capability], handed: dict[Target, Capability], now: int
) -> None:
    central = CentralKnowledge((), (), logging.getLogger("test"))
    central.findings = {
        target: replace(known, from_administrator=True) for target, known in handed.items()
    }
    records: Records = OrderedDict(own)
    listed = dict(all_known(records, central, now))
    assert len(listed) == len(list(all_known(records, central, now))), "each of them once"
    for target in TARGETS:
        known = known_of(target, records, central, now)
        told = known if known and known.holds(now) else None
        candidates = [own.get(target), central.about(target)]
        holding = [each for each in candidates if each and each.holds(now)]
        assert (told is not None) is bool(holding)
        if told:
            assert told.last_seen == max(each.last_seen for each in holding)
            # Of the administrator's word about another key the user's own finding is shown instead.
            alike = [replace(each, key_mark=None) for each in listed]
            assert told in listed.values() or replace(target, key_mark=None) in alike
            assert known_of_model(target, records, central, now) is not None
    assert all(known.holds(now) for known in listed.values())


def test_the_file_of_the_data_path_is_named_after_the_extension() -> None:
    assert "/".join(module.NAME) == "jupyterlab_ai_stream_toggle/known.json"
