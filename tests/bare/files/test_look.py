"""Reading a file of which nothing is known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.files.look import NoFile, fingerprint, look
from tests.support.disks import endless as make_endless


def test_there_may_be_none(tmp_path: Path) -> None:
    assert look(tmp_path / "none", 10) is None
    assert fingerprint(tmp_path / "none") is None


def test_it_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"0123456789")
    found = look(file, 10)
    assert found is not None
    assert (found.content, found.fingerprint) == (b"0123456789", fingerprint(file))


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes, a device without an end, a folder, a file that is too long."""
    pipe, endless, long = tmp_path / "pipe", tmp_path / "endless", tmp_path / "long"
    os.mkfifo(pipe)
    make_endless(endless)
    long.write_bytes(b"01234567890")
    for path in (pipe, endless, tmp_path, long):
        with pytest.raises((NoFile, IsADirectoryError)):
            look(path, 10)


def test_a_file_that_was_just_written_may_change_without_a_sign(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    fresh = look(file, 10)
    assert fresh is not None
    assert not fresh.settled
    os.utime(file, (1, 1))
    old = look(file, 10)
    assert old is not None
    assert old.settled
