"""The wire log: what each request cost, and not a word of what it said."""

from __future__ import annotations

import inspect
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.files.lock import lock_of
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from jupyterlab_ai_stream_toggle.wire.file import WireFile
from jupyterlab_ai_stream_toggle.wire.log import WireLog
from jupyterlab_ai_stream_toggle.wire.watch import WireWatch
from tests.support.settings import Settings

from ..models.governed_models import CHAT_CLASSES, chat_model, governed

CANARY = "canary-9f8e7d6c5b4a39281706"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "wire.jsonl"


@pytest.fixture
def file(path: Path) -> Iterator[WireFile]:
    made = WireFile(path)
    log = WireLog(made.write)
    log.install()
    yield made
    log.uninstall()


async def ask(model: Any) -> None:
    async for _ in model.astream(f"What of {CANARY}?"):
        pass


def records(file: WireFile, path: Path) -> list[dict[str, Any]]:
    file.close()
    text = path.read_text(encoding="utf-8")
    assert CANARY not in text
    return [json.loads(line) for line in text.splitlines()]


async def test_each_request_is_a_record(
    practice: PracticeServer, settings: Settings, provider: str, file: WireFile, path: Path
) -> None:
    practice.fault = fault_named("refuse-400")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.AUTO)
    await ask(chat_model(model_class, provider, practice, key=CANARY))
    practice.fault = fault_named("ok")
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    await ask(chat_model(model_class, provider, practice, key=CANARY))
    refused, plain, stream = records(file, path)
    assert [each["status"] for each in (refused, plain, stream)] == [400, 200, 200]
    assert stream["content_type"] == "text/event-stream"
    assert plain["content_type"] == "application/json"
    for each in (refused, plain, stream):
        assert each["method"] == "POST"
        assert each["url"].startswith("http://127.0.0.1:")
        assert "?" not in each["url"]
        assert each["url"].endswith("/chat/completions")
        assert each["model"] == "gw"
        assert each["request_bytes"] > 10
        assert each["response_bytes"] > 10
        assert 0 < each["first_byte_ms"] <= each["total_ms"]
        assert each["error"] is None
        assert {"messages", "messages[].role", "messages[].content"} <= set(each["body_keys"])
    assert "stream" in refused["body_keys"]
    assert "stream_options.include_usage" in stream["body_keys"]
    assert "stream_options" not in plain["body_keys"]
    if provider == "azure":
        assert plain["query"] == ["api-version"]


async def test_a_stream_that_breaks_off_is_a_record(
    settings: Settings, provider: str, file: WireFile, path: Path, practice: PracticeServer
) -> None:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    model = chat_model(model_class, provider, practice, key=CANARY)
    practice.fault = fault_named("cut")
    with pytest.raises(Exception):  # noqa: B017, PT011  # each client library has its own
        await ask(model)
    (broken,) = records(file, path)
    assert broken["status"] == 200
    assert broken["error"]


async def test_what_is_no_model_request_is_no_record(
    practice: PracticeServer, settings: Settings, provider: str, file: WireFile, path: Path
) -> None:
    model_class, _ = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    model = chat_model(model_class, provider, practice)
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(practice.journal_url)
        async for _ in model.astream("hello"):
            await client.get(practice.journal_url)
        await client.get(practice.journal_url)
    assert len(records(file, path)) == 1


async def test_httpx_is_left_as_it_was(path: Path) -> None:
    original = inspect.unwrap(httpx.AsyncClient.send)
    made = WireFile(path)
    log, other = WireLog(made.write), WireWatch(lambda request: None)
    for first, last in ((log, other), (other, log)):
        log.install()
        other.install()
        assert inspect.unwrap(httpx.AsyncClient.send) is original
        first.uninstall()
        assert httpx.AsyncClient.send is not original, "the other still watches"
        last.uninstall()
        assert httpx.AsyncClient.send is original
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_the_file_is_its_owners_only_and_bounded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyterlab_ai_stream_toggle.wire.file.LARGEST", 1000)
    made = WireFile(path)
    for number in range(100):
        made.write({"number": number})
    made.close()
    kept = sorted(set(path.parent.iterdir()) - {lock_of(path)})
    assert [each.name for each in kept] == ["wire.jsonl", "wire.jsonl.1"]
    for each in kept:
        assert each.stat().st_size <= 1000
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
