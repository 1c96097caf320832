"""A tab that saves what it knew before takes nothing back."""

from __future__ import annotations

import asyncio
import json
import math
import os
from itertools import permutations
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy import stale_saves
from jupyterlab_ai_stream_toggle.policy.layers import Layer
from tests.support.settings import Settings
from tests.support.writers import save_as_jupyterlab, store_of

SECONDS = {"plainAfterSeconds": 30, "silenceSeconds": 300}

# What JupyterLab's "Restore to Defaults" saves.
DEFAULTS = """{
    "defaultMode": null, "providers": {}, "models": {},
    "plainAfterSeconds": 120, "silenceSeconds": 300, "plainTimeoutSeconds": 600
}"""


@pytest.fixture
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the steps of a test take, a save comes right after the change."""
    monkeypatch.setattr(stale_saves, "GRACE", math.inf)


def later(path: Path, seconds: float) -> None:
    """Let the last save have been so many seconds after what stood there before."""
    at = path.stat().st_mtime + seconds
    os.utime(path, (at, at))


@pytest.mark.usefixtures("slow_machine")
async def test_a_mode_that_a_tab_did_not_know_of_comes_back(settings: Settings) -> None:
    settings.write({"providers": {"openai": "on"}})
    store = store_of(settings)
    await store.set_mode("azure", None, Mode.OFF)
    await store.set_mode("azure", "gpt-4o", Mode.ON)
    await store.set_mode("openai", None, None)
    # The form's own save, of what it knew before the three; it is the same file to it.
    settings.path.write_text('{"providers": {"openai": "on"}, "silenceSeconds": 60}')

    assert (await store.decide("azure")).mode is Mode.OFF
    assert settings.read() == {
        "silenceSeconds": 60,
        "providers": {"azure": "off"},
        "models": {"azure:gpt-4o": "on"},
    }


@pytest.mark.usefixtures("slow_machine")
@pytest.mark.parametrize("seen", [True, False], ids=["seen before", "not seen before"])
async def test_a_mode_that_the_command_line_set_comes_back(settings: Settings, seen: bool) -> None:
    server, command = store_of(settings), store_of(settings)
    await server.set_mode("openai", None, Mode.ON)
    await command.set_mode("azure", None, Mode.OFF)
    if seen:
        await server.asked()
    settings.path.write_text('{"providers": {"openai": "on"}, "silenceSeconds": 60}')
    assert (await server.decide("azure")).mode is Mode.OFF
    assert settings.read() == {
        "silenceSeconds": 60,
        "providers": {"openai": "on", "azure": "off"},
    }


async def test_what_somebody_means_counts(settings: Settings) -> None:
    """Another mode, the defaults, or the old mode once the tab must have known of the new one."""
    store = store_of(settings)
    for saved, seconds in (
        ('{"providers": {"azure": "auto"}}', 0),
        ("{}", 0),
        (DEFAULTS, 0),
        ('{"silenceSeconds": 60}', 4),
    ):
        await store.set_mode("azure", None, Mode.OFF)
        settings.path.write_text(saved)
        later(settings.path, seconds)
        await store.asked()
        assert settings.path.read_text() == saved


async def test_restored_defaults_stay_when_the_next_mode_is_set(settings: Settings) -> None:
    store = store_of(settings)
    await store.set_mode("azure", None, Mode.OFF)
    settings.path.write_text("{}")
    await store.set_mode("openai", None, Mode.ON)
    assert settings.read() == {"providers": {"openai": "on"}}


async def test_another_server_means_what_it_writes(settings: Settings) -> None:
    here, there = store_of(settings), store_of(settings)
    await here.set_mode("azure", None, Mode.OFF)
    await there.set_mode("azure", None, None)
    await there.set_mode("openai", None, Mode.ON)
    assert (await here.decide("azure")).mode is Mode.AUTO
    assert settings.read() == {"providers": {"openai": "on"}}


KEYS = ("defaultMode", "providers", "models", "plainAfterSeconds", "silenceSeconds")


@pytest.mark.usefixtures("slow_machine")
@pytest.mark.parametrize("by", ["this server", "another"])
@pytest.mark.parametrize("seen", ["each", "last"])
@pytest.mark.parametrize("order", list(permutations(KEYS)), ids="-".join)
async def test_restore_to_defaults_right_after_a_change(
    settings: Settings, order: tuple[str, ...], seen: str, by: str
) -> None:
    """JupyterLab saves after each key that it removes; the server may see all of it or the end."""
    store, another = store_of(settings), store_of(settings)
    await store.asked()
    await (store if by == "this server" else another).set_mode(None, None, Mode.ON)
    # The form saves all of its fields, once it knows of the change.
    saved = {"defaultMode": "on", "providers": {}, "models": {}, **SECONDS, "silenceSeconds": 120}
    settings.path.write_text(json.dumps(saved))
    assert (await store.asked()).user.default is Mode.ON
    for key in order:
        del saved[key]
        settings.path.write_text(json.dumps(saved))
        if seen == "each":
            await store.asked()
            assert settings.read() == saved
    assert (await store.asked()).user == Layer()
    assert settings.read() == {}


@pytest.mark.usefixtures("slow_machine")
async def test_jupyterlabs_own_functions(settings: Settings) -> None:
    store = store_of(settings)
    for seconds in range(20):
        await store.set_mode(f"azure-{seconds}", None, Mode.OFF)
        save_as_jupyterlab(settings, silenceSeconds=seconds)
    asked = await store.asked()
    assert set(asked.user.providers) == {f"azure-{number}" for number in range(20)}
    assert asked.user.seconds == {"silenceSeconds": 19}


@pytest.mark.parametrize("moment", ["before", "while"])
async def test_a_save_into_the_file_that_is_replaced_is_not_lost(
    settings: Settings, moment: str
) -> None:
    """JupyterLab has opened and emptied it, and writes only when another stands in its place."""
    settings.write({"providers": {"openai": "on"}})
    store = store_of(settings)
    await store.asked()
    with settings.path.open("w") as tab:
        if moment == "before":
            tab.write('{"silenceSeconds": 60}')
            tab.flush()
            await store.set_mode("azure", None, Mode.OFF)
        else:
            setting = asyncio.create_task(store.set_mode("azure", None, Mode.OFF))
            await asyncio.sleep(0.05)
            tab.write('{"silenceSeconds": 60}')
            tab.flush()
            await setting
    assert settings.read() == {"silenceSeconds": 60, "providers": {"azure": "off"}}
