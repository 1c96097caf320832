"""A file is put in place as a whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.files.replace import ABANDONED, replace
from tests.support.disks import endless, full_disk, small_disk, without_privileges


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_else_is_left(tmp_path: Path) -> None:
    for content in (b"one", b"", b"two"):
        replace(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert names(tmp_path) == ["file"]


def test_who_reads_it_goes_on_reading_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    replace(file, b"old")
    with file.open("rb") as reader:
        replace(file, b"new")
        assert reader.read() == b"old"


def test_a_new_one_is_like_any_other_or_private(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    replace(tmp_path / "public", b"")
    replace(tmp_path / "private", b"", private=True)
    assert (tmp_path / "public").stat().st_mode == other.stat().st_mode
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "file"
    file.touch()
    file.chmod(mode)
    replace(file, b"new", private=True)
    assert file.stat().st_mode & 0o777 == mode


def test_a_link_goes_on_leading_to_it(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "réal"
    real.parent.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real)
    for content in (b"one", b"two"):
        replace(link, content)
        assert link.is_symlink()
        assert real.read_bytes() == content
    assert names(real.parent) == ["réal"]


def test_a_new_one_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    replace(file, b"one", new=True)
    with pytest.raises(FileExistsError):
        replace(file, b"two", new=True)
    assert file.read_bytes() == b"one"
    assert names(tmp_path) == ["file"]


def test_what_killed_writers_left_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "file[1]"  # a name that is a pattern, too
    for name, age in (("old", ABANDONED + 5), ("young", ABANDONED - 20)):
        left = tmp_path / f".file[1].new-{name}"
        left.touch()
        now = left.stat().st_mtime
        os.utime(left, (now - age, now - age))
    replace(file, b"")
    assert names(tmp_path) == [".file[1].new-young", "file[1]"]


def test_a_full_disk_costs_nothing_of_the_old_content(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    with small_disk(folder):
        file = folder / "file"
        replace(file, b"old")
        with full_disk(folder), pytest.raises(OSError, match=r"space|large"):
            replace(file, b"new" * 20_000)
        assert file.read_bytes() == b"old"
        assert names(folder) == ["file"]
        replace(file, b"new")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    replace(file, b"old")
    tmp_path.parent.chmod(0o755)
    tmp_path.chmod(0o555)
    with without_privileges(), pytest.raises(PermissionError) as raised:
        replace(file, b"new")
    tmp_path.chmod(0o755)
    assert file.read_bytes() == b"old"
    assert raised.value.filename == str(file), "what is said once has to be the same each time"


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="directory") as raised:
        replace(folder, b"")
    assert (raised.value.filename, raised.value.filename2) == (str(folder), None)
    assert names(tmp_path) == ["folder"]


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link"
    endless(link)
    device = link.resolve()
    replace(link, b"new")
    assert device.is_char_device()
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"
