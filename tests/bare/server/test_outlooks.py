"""What will become of the next reply is told alike by every resource, and by the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.extension import StreamToggle
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.target import Target
from scripts.outlook_table import FINDINGS, rows
from tests.support.settings import Settings

from .test_rest import call, provider

Fetch = Callable[..., Awaitable[HTTPResponse]]

TOLD = {
    (row["decision"]["mode"], *_known): row["decision"]["outlook"]
    for row in rows()
    for _known in [
        (row["decision"]["learned"]["delivery"], row["decision"]["learned"]["evidence"])
        if row["decision"]["learned"]
        else (None, None)
    ]
}
"""The table that the views are held to: by mode, and by what is known."""

LOCKED = "locked"


def models(memory: CapabilityMemory) -> dict[str, tuple[str | None, str | None]]:
    """A model for each finding, of which that is known, and what it is."""
    named: dict[str, tuple[str | None, str | None]] = {}
    for index, finding in enumerate(FINDINGS):
        if finding:
            for name in ("azure", LOCKED):
                memory.learn(Target(name, f"model-{index}"), finding)
        named[f"model-{index}"] = (
            (finding.delivery.value, finding.evidence.value) if finding else (None, None)
        )
    return named


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("hidden", Mode)
class TestOutlooks:
    @pytest.fixture
    def stream_toggle_config(self, mode: Mode, tmp_path: Path) -> dict[str, Any]:
        return {"locked": {LOCKED: mode.value}, "memory_file": str(tmp_path / "memory.json")}

    async def test_are_told_alike(
        self,
        jp_fetch: Fetch,
        extension: StreamToggle,
        settings: Settings,
        mode: Mode,
        hidden: Mode,
    ) -> None:
        """`hidden` is the mode of the provider, which the model's own or a lock hides."""
        assert extension.memory is not None
        known = models(extension.memory)
        settings.write(
            {
                "providers": {"azure": hidden.value, LOCKED: hidden.value},
                "models": {
                    f"{name}:{model}": mode.value for name in ("azure", LOCKED) for model in known
                },
            }
        )
        expected = {model: TOLD.get((mode.value, *what)) for model, what in known.items()}
        for name in ("azure", LOCKED):
            entry = await provider(jp_fetch, name)
            assert {each["id"]: each["decision"]["outlook"] for each in entry["models"]} == expected
        found = (await call(jp_fetch, "GET", "capabilities"))["capabilities"]
        assert {each["mode"] for each in found} == {mode.value}
        assert all(each["outlook"] == expected[each["model"]] for each in found)
        assert len(found) == 2 * (len(FINDINGS) - 1)
        for model in known:
            body = {"provider": "azure", "model": model, "mode": mode.value}
            decision = (await call(jp_fetch, "PUT", "modes", body))["decision"]
            assert decision["outlook"] == expected[model]
