"""The trait `wire_log`: watched while the server runs; a path that cannot be written is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

SEND = httpx.AsyncClient.send


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A folder cannot be made where a file is."""
    path = tmp_path / "a file"
    path.write_text("")
    return path / "wire.jsonl"


class TestOn:
    @pytest.fixture
    def stream_toggle_config(self, tmp_path: Path) -> dict[str, Any]:
        return {"wire_log": str(tmp_path / "wire.jsonl")}

    async def test_requests_are_watched(self, jp_serverapp: Any, tmp_path: Path) -> None:
        assert httpx.AsyncClient.send is not SEND
        assert (tmp_path / "wire.jsonl").exists()
        await jp_serverapp.extension_manager.stop_all_extensions()
        assert httpx.AsyncClient.send is SEND


class TestBlocked:
    @pytest.fixture
    def stream_toggle_config(self, blocked: Path) -> dict[str, Any]:
        return {"wire_log": str(blocked)}

    async def test_the_server_runs_without_it_and_says_why(
        self, capfd: pytest.CaptureFixture[str], jp_serverapp: Any, blocked: Path
    ) -> None:
        assert httpx.AsyncClient.send is SEND
        assert f"c.StreamToggle.wire_log: {blocked} cannot be written" in capfd.readouterr().err


async def test_by_default_nothing_is_watched(jp_serverapp: Any) -> None:
    assert httpx.AsyncClient.send is SEND
