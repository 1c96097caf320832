"""A file is known again by more than a number that the next one may have."""

from __future__ import annotations

from pathlib import Path

from jupyterlab_ai_stream_toggle.files.held import HeldFile
from jupyterlab_ai_stream_toggle.files.look import fingerprint
from jupyterlab_ai_stream_toggle.files.replace import replace


def test_what_is_written_into_it_is_still_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    held = HeldFile(path, replace(path, b"1").inode)
    path.write_bytes(b"another content")
    assert held.is_of(fingerprint(path))


def test_what_takes_its_place_never_is(tmp_path: Path) -> None:
    """File systems give the number of a file that is gone to the next one."""
    path = tmp_path / "file"
    held = HeldFile(path, replace(path, b"1").inode)
    for number in range(100):
        replace(path, str(number).encode())
        assert not held.is_of(fingerprint(path))
        path.unlink()
        assert not held.is_of(fingerprint(path))
        path.write_bytes(b"new")
        assert not held.is_of(fingerprint(path))


def test_what_was_replaced_before_it_was_held_is_none(tmp_path: Path) -> None:
    path = tmp_path / "file"
    first = replace(path, b"1").inode
    (tmp_path / "keeps the number").hardlink_to(path)
    replace(path, b"2")
    held = HeldFile(path, first)
    assert not held.is_of(fingerprint(path))
    assert not held.is_of(fingerprint(tmp_path / "keeps the number"))
    path.unlink()
    assert not HeldFile(path, first).is_of(fingerprint(path))


def test_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "file"
    open_before = len(list(Path("/dev/fd").iterdir()))
    for number in range(50):
        held = HeldFile(path, replace(path, str(number).encode()).inode)
    assert held.is_of(fingerprint(path))
    assert len(list(Path("/dev/fd").iterdir())) <= open_before + 1
