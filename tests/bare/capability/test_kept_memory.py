"""What outlives a server: a file that servers share, holds no key, and may be out of reach."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.modes import Delivery
from tests.support.disks import full_disk, small_disk, without_privileges

from .memories import PLAIN, TARGET, delivery, memory


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


async def test_a_full_disk_is_said_once_and_costs_no_reply(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "disk"
    with small_disk(folder):
        made, _ = memory(folder / "memory.json")
        with full_disk(folder):
            for model in ("one", "two"):
                made.learn(replace(TARGET, model=model), PLAIN)
                await made.flush()
                await made.refresh()
            assert {target.model for target, _ in made.records()} == {"one", "two"}
        assert caplog.text.count(f"{folder / 'memory.json'} cannot be written") == 1
        made.learn(TARGET, PLAIN)
        await made.flush()
        again, _ = memory(folder / "memory.json")
        await again.refresh()
        assert {target.model for target, _ in again.records()} >= {"gpt-4o"}


async def test_a_file_that_may_not_be_read_is_said_once_and_costs_no_reply(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.json"
    path.write_text("{}")
    path.chmod(0)
    open_to_all(path.parent)
    with without_privileges():
        made, _ = memory(path)
        for model in ("one", "two"):
            await made.refresh()
            made.learn(replace(TARGET, model=model), PLAIN)
            await made.flush()
        assert {target.model for target, _ in made.records()} == {"one", "two"}
    assert caplog.text.count(f"{path} cannot be read") == 1


async def test_a_folder_that_may_not_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "folder" / "memory.json"
    made, _ = memory(path)
    made.learn(TARGET, PLAIN)
    await made.flush()
    for each in path.parent.iterdir():
        each.chmod(0o666)  # also the lock: it was there before the folder was closed
    path.parent.chmod(0o555)
    open_to_all(path.parent)
    with without_privileges():
        for model in ("one", "two", "three"):
            made.learn(replace(TARGET, model=model), PLAIN)
            await made.flush()
    path.parent.chmod(0o755)
    assert caplog.text.count(f"{path} cannot be written") == 1


def open_to_all(folder: Path) -> None:
    for each in (folder, *folder.parents):
        if each.stat().st_uid == os.getuid():
            each.chmod(each.stat().st_mode | 0o055)


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
