"""Modes in the user's settings file, as JupyterLab's own functions read and write it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode, Source
from jupyterlab_ai_stream_toggle.policy.locks import Lock
from jupyterlab_ai_stream_toggle.policy.settings_error import SettingsError
from jupyterlab_ai_stream_toggle.policy.settings_file import SettingsFile
from jupyterlab_ai_stream_toggle.policy.store import ModeLocked, ModeStore
from tests.support.settings import SCHEMA

if TYPE_CHECKING:
    from tests.support.settings import Settings


class Changes(list[tuple[str | None, str | None]]):
    """What the store reported as changed."""

    def __call__(self, provider: str | None, model: str | None) -> None:
        self.append((provider, model))


@pytest.fixture
def changes() -> Changes:
    return Changes()


def store_of(
    settings: Settings,
    changes: Changes,
    *,
    locks: Mapping[str, Lock] | None = None,
    default: Mode | None = None,
) -> ModeStore:
    return ModeStore(
        lambda: SettingsFile(settings.directories),
        locks=locks or {},
        administrator_default=default,
        changed=changes,
        log=logging.getLogger("test"),
    )


async def test_without_a_file_the_schema_decides(settings: Settings, changes: Changes) -> None:
    decision = await store_of(settings, changes).decide("azure", "gpt-4o")
    assert (decision.mode, decision.source) == (Mode.AUTO, Source.BUILT_IN)
    assert changes == []


async def test_an_edit_by_hand_counts_at_once(settings: Settings, changes: Changes) -> None:
    store = store_of(settings, changes)
    await store.decide("azure")
    settings.write('{\n  // my gateway buffers\n  "providers": {"azure": "off"}\n}')
    decision = await store.decide("azure")
    assert (decision.mode, decision.source) == (Mode.OFF, Source.PROVIDER_SETTING)
    assert changes == [(None, None)]


async def test_a_file_from_before_the_start_is_no_change(
    settings: Settings, changes: Changes
) -> None:
    settings.write({"defaultMode": "off"})
    decision = await store_of(settings, changes).decide("azure")
    assert (decision.mode, decision.source) == (Mode.OFF, Source.USER_DEFAULT)
    assert changes == []


async def test_a_removed_file_counts_at_once(settings: Settings, changes: Changes) -> None:
    settings.write({"defaultMode": "off"})
    store = store_of(settings, changes)
    await store.decide()
    settings.path.unlink()
    assert (await store.decide()).source is Source.BUILT_IN


async def test_overrides_are_the_administrators_defaults(
    settings: Settings, changes: Changes
) -> None:
    settings.override({"defaultMode": "off", "providers": {"openai": "on"}})
    store = store_of(settings, changes)
    assert (await store.decide("azure")).source is Source.ADMINISTRATOR_DEFAULT
    assert (await store.decide("azure")).mode is Mode.OFF
    assert (await store.decide("openai")).mode is Mode.ON
    settings.write({"defaultMode": "auto"})
    assert (await store.decide("azure")).source is Source.USER_DEFAULT


async def test_the_traitlet_wins_over_the_override(settings: Settings, changes: Changes) -> None:
    settings.override({"defaultMode": "off"})
    store = store_of(settings, changes, default=Mode.ON)
    assert (await store.decide()).mode is Mode.ON


async def test_the_users_default_is_set_and_taken_back(
    settings: Settings, changes: Changes
) -> None:
    store = store_of(settings, changes, default=Mode.OFF)
    decision = await store.set_mode(None, None, Mode.ON)
    assert (decision.mode, decision.source) == (Mode.ON, Source.USER_DEFAULT)
    assert settings.read() == {"defaultMode": "on"}
    decision = await store.set_mode(None, None, None)
    assert (decision.mode, decision.source) == (Mode.OFF, Source.ADMINISTRATOR_DEFAULT)
    assert settings.read() == {}
    assert changes == [(None, None), (None, None)]


async def test_what_jupyterlabs_form_saves_beside_a_change_decides_nothing(
    settings: Settings, changes: Changes
) -> None:
    """It saves all fields, with the schema's defaults in those that nobody touched."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    defaults = {name: spec["default"] for name, spec in schema["properties"].items()}
    settings.write({**defaults, "silenceSeconds": 60})
    store = store_of(settings, changes, default=Mode.OFF)
    assert (await store.decide("azure")).source is Source.ADMINISTRATOR_DEFAULT


async def test_set_and_inherit(settings: Settings, changes: Changes) -> None:
    store = store_of(settings, changes)
    decision = await store.set_mode("azure", None, Mode.OFF)
    assert (decision.mode, decision.source) == (Mode.OFF, Source.PROVIDER_SETTING)
    await store.set_mode("azure", "gpt-4o", Mode.ON)
    assert settings.read() == {"providers": {"azure": "off"}, "models": {"azure:gpt-4o": "on"}}
    decision = await store.set_mode("azure", "gpt-4o", None)
    assert (decision.mode, decision.source) == (Mode.OFF, Source.PROVIDER_SETTING)
    await store.set_mode("azure", None, None)
    assert settings.read() == {}
    assert changes == [("azure", None), ("azure", "gpt-4o"), ("azure", "gpt-4o"), ("azure", None)]


async def test_set_keeps_what_else_stands_there(settings: Settings, changes: Changes) -> None:
    settings.write({"defaultMode": "on", "providers": {"openai": "auto"}})
    await store_of(settings, changes).set_mode("azure", None, Mode.OFF)
    assert settings.read() == {
        "defaultMode": "on",
        "providers": {"openai": "auto", "azure": "off"},
    }


async def test_concurrent_changes_are_all_kept(settings: Settings, changes: Changes) -> None:
    store = store_of(settings, changes)
    names = [f"provider-{number}" for number in range(20)]
    await asyncio.gather(*(store.set_mode(name, None, Mode.OFF) for name in names))
    assert settings.read() == {"providers": dict.fromkeys(names, "off")}


@pytest.mark.parametrize("model", [None, "gpt-4o"])
async def test_a_lock_is_not_overruled(
    settings: Settings, changes: Changes, model: str | None
) -> None:
    store = store_of(settings, changes, locks={"azure": Lock((Mode.OFF,), "The gateway buffers.")})
    with pytest.raises(ModeLocked, match="The gateway buffers"):
        await store.set_mode("azure", model, Mode.ON)
    assert not settings.path.exists()
    assert changes == []


async def test_among_several_allowed_modes_the_user_chooses(
    settings: Settings, changes: Changes
) -> None:
    lock = Lock((Mode.AUTO, Mode.OFF), "Billed twice.")
    store = store_of(settings, changes, locks={"azure:gpt-*": lock, "*": lock})
    for provider, model in (("azure", "gpt-4o"), ("openai", None), (None, None)):
        with pytest.raises(ModeLocked, match="Billed twice"):
            await store.set_mode(provider, model, Mode.ON)
        assert (await store.set_mode(provider, model, Mode.OFF)).mode is Mode.OFF
        assert (await store.set_mode(provider, model, None)).mode is Mode.AUTO
    # The provider's own is for the models that are not limited.
    assert (await store.set_mode("azure", None, Mode.OFF)).lock_reason == "Billed twice."


@pytest.mark.parametrize(
    "broken",
    [
        "null",
        "7",
        '{"providers": {"azure": "off"',
        '{"providers": {"azure": "never"}}',
        '{"defaultMod": "on"}',
    ],
)
async def test_a_broken_file_is_explained_and_left_alone(
    settings: Settings, changes: Changes, broken: str
) -> None:
    settings.write({"defaultMode": "off"})
    store = store_of(settings, changes)
    await store.decide()

    settings.write(broken)
    assert (await store.decide()).mode is Mode.OFF, "the last good modes stay in force"
    assert store.error
    assert str(settings.path) in store.error
    assert "auto, on and off" in store.error
    with pytest.raises(SettingsError):
        await store.set_mode("azure", None, Mode.ON)
    assert settings.path.read_text() == broken

    settings.write({"defaultMode": "on"})
    assert (await store.decide()).mode is Mode.ON
    assert store.error is None


async def test_what_is_no_file_is_explained(settings: Settings, changes: Changes) -> None:
    settings.path.parent.parent.mkdir(parents=True)
    settings.path.parent.write_text("a file where the folder should be")
    store = store_of(settings, changes, default=Mode.OFF)
    assert (await store.decide()).mode is Mode.OFF
    assert store.error
    assert str(settings.path) in store.error
    with pytest.raises(SettingsError):
        await store.set_mode("azure", None, Mode.ON)


async def test_a_malformed_override_costs_no_other_default(
    settings: Settings, changes: Changes
) -> None:
    settings.override({"providers": {"azure": "never"}})
    store = store_of(settings, changes, default=Mode.OFF)
    for _ in range(2):
        assert (await store.decide()).mode is Mode.OFF
        assert store.error
        assert "overrides.json" in store.error


def test_several_loops_may_ask(settings: Settings, changes: Changes) -> None:
    store = store_of(settings, changes)
    settings.write({"defaultMode": "off"})

    async def many() -> list[Mode]:
        decisions = await asyncio.gather(*(store.decide("azure") for _ in range(20)))
        return [decision.mode for decision in decisions]

    with ThreadPoolExecutor(3) as loops:
        for modes in loops.map(lambda _: asyncio.run(many()), range(3)):
            assert modes == [Mode.OFF] * 20


async def test_a_missing_schema_is_explained(settings: Settings, changes: Changes) -> None:
    for schema in (settings.path.parents[2] / "schemas").rglob("*.json"):
        schema.unlink()
    store = store_of(settings, changes, default=Mode.OFF)
    assert (await store.decide()).mode is Mode.OFF
    assert store.error
    assert "jupyter labextension list" in store.error
