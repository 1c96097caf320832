"""The file of the wire log: whole lines, from as many servers as there are."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.wire.file import WireFile, add_line
from tests.support.disks import full_disk, small_disk


def test_servers_share_it_and_set_it_aside_once(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    lines = [f"{number:04}\n".encode() for number in range(200)]
    with ThreadPoolExecutor(4) as servers:
        list(servers.map(lambda line: add_line(path, line, 5 * 120), lines))
    kept = (tmp_path / "wire.jsonl.1").read_bytes() + path.read_bytes()
    assert sorted(kept.splitlines(keepends=True)) == lines
    assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "small"
    with small_disk(folder):
        path = folder / "wire.jsonl"
        file = WireFile(path)
        file.write({"number": 1})
        file.close()
        before = path.read_bytes()
        with full_disk(folder):
            file = WireFile(path)
            for _ in range(2):
                file.write({"text": "x" * 20_000})
            file.close()
            assert path.read_bytes() == before
        assert caplog.text.count("cannot be written") == 1
        assert json.loads(before) == {"number": 1}
