"""What was found out, over REST: listed, and forgotten."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPResponse

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.modes import Delivery
from jupyterlab_ai_stream_toggle.target import Target

from .test_rest import NAMESPACE, call

Fetch = Callable[..., Awaitable[HTTPResponse]]
REFUSED = Finding(Delivery.PLAIN, Evidence.REFUSED)
TARGETS = [
    Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21"),
    Target("azure", "gpt-4o", "https://contoso.example", "2024-10-21", tools=True),
    Target("azure", "o1"),
    Target("openai", "gpt-4o"),
]


@pytest.fixture
def memory(extension: StreamToggle) -> CapabilityMemory:
    assert extension.memory is not None
    return extension.memory


async def fill(memory: CapabilityMemory) -> None:
    for target in TARGETS:
        memory.learn(target, REFUSED)
    await memory.flush()


def files(folder: Path) -> list[Path]:
    return list(folder.rglob("capabilities.json"))


async def forget(fetch: Fetch, *path: str, **params: str) -> Any:
    response = await fetch(NAMESPACE, "capabilities", *path, method="DELETE", params=params)
    return json.loads(response.body)["forgotten"]


async def refused(fetch: Fetch, *path: str, **params: str) -> tuple[int, Any]:
    with pytest.raises(HTTPClientError) as raised:
        await fetch(NAMESPACE, "capabilities", *path, method="DELETE", params=params)
    assert raised.value.response is not None
    return raised.value.code, json.loads(raised.value.response.body)


async def test_nothing_is_known_at_first(jp_fetch: Fetch, memory: CapabilityMemory) -> None:
    assert await call(jp_fetch, "GET", "capabilities") == {"capabilities": []}


async def test_what_is_known_is_listed(jp_fetch: Fetch, memory: CapabilityMemory) -> None:
    await fill(memory)
    listed = (await call(jp_fetch, "GET", "capabilities"))["capabilities"]
    assert [entry["model"] for entry in listed] == ["gpt-4o", "o1", "gpt-4o", "gpt-4o"]
    last = listed[-1]
    assert last["first_seen"].endswith("+00:00")
    assert last["expires"] > last["last_seen"]
    times = {"first_seen", "last_seen", "expires"}
    assert {name: value for name, value in last.items() if name not in times} == {
        "id": TARGETS[0].id,
        "provider": "azure",
        "model": "gpt-4o",
        "endpoint": "https://contoso.example",
        "api_version": "2024-10-21",
        "tools": False,
        "delivery": "plain",
        "evidence": "refused",
        "marks_end": None,
        "mode": "auto",
        "outlook": "all-at-once",
        "breaks": 0,
        "broken_at": None,
        "from_administrator": False,
    }


async def test_a_decision_says_what_it_follows(jp_fetch: Fetch, memory: CapabilityMemory) -> None:
    await fill(memory)
    for mode, delivery in (("auto", "plain"), ("on", "stream"), ("off", "plain")):
        body = {"provider": "azure", "model": "o1", "mode": mode}
        decision = (await call(jp_fetch, "PUT", "modes", body))["decision"]
        assert decision["delivery"] == delivery
        assert decision["learned"]["evidence"] == "refused"


async def test_forgetting(jp_fetch: Fetch, memory: CapabilityMemory) -> None:
    await fill(memory)
    assert await forget(jp_fetch, TARGETS[1].id) == 1
    assert await forget(jp_fetch, provider="azure", model="gpt-4o") == 1
    assert await forget(jp_fetch, provider="azure", model="none-such") == 0
    assert await forget(jp_fetch, provider="azure") == 1
    assert await forget(jp_fetch) == 1
    assert (await call(jp_fetch, "GET", "capabilities"))["capabilities"] == []


async def test_a_mistake_forgets_nothing(jp_fetch: Fetch, memory: CapabilityMemory) -> None:
    await fill(memory)
    code, problem = await refused(jp_fetch, "0123456789abcdef")
    assert (code, problem["field"]) == (404, "id")
    for params, field in (
        ({"provder": "azure"}, "provder"),
        ({"model": "gpt-4o"}, "model"),
        ({"provider": ""}, "provider"),
    ):
        code, problem = await refused(jp_fetch, **params)
        assert (code, problem["field"]) == (400, field)
        assert problem["allowed"]
        assert problem["next_step"]
    assert len(memory.records()) == len(TARGETS)


class TestElsewhere:
    @pytest.fixture
    def stream_toggle_config(self, tmp_path: Path) -> dict[str, Any]:
        return {"memory_file": str(tmp_path / "elsewhere.json")}

    async def test_the_file_can_be_moved(self, memory: CapabilityMemory, tmp_path: Path) -> None:
        await fill(memory)
        assert len(json.loads((tmp_path / "elsewhere.json").read_text())["capabilities"]) == 4


class TestUntilRestart:
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {"remember": "until-restart"}

    async def test_nothing_is_written(self, memory: CapabilityMemory, jp_data_dir: Path) -> None:
        await fill(memory)
        assert len(memory.records()) == 4
        assert not files(jp_data_dir)


class TestNever:
    @pytest.fixture
    def stream_toggle_config(self) -> dict[str, Any]:
        return {"remember": "never"}

    async def test_nothing_is_remembered(self, jp_fetch: Fetch, memory: CapabilityMemory) -> None:
        await fill(memory)
        assert (await call(jp_fetch, "GET", "capabilities"))["capabilities"] == []


async def test_by_default_it_is_kept_in_the_data_directory(
    memory: CapabilityMemory, jp_data_dir: Path
) -> None:
    await fill(memory)
    (path,) = files(jp_data_dir)
    assert path.parent.name == "jupyterlab_ai_stream_toggle"
