"""Whatever stands in the settings file: it is told, nothing is lost, and chat goes on."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.files.replace import Placed
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.layers import Place
from jupyterlab_ai_stream_toggle.policy.recovery import NothingDamaged
from jupyterlab_ai_stream_toggle.policy.settings_error import SettingsDamaged, SettingsError
from jupyterlab_ai_stream_toggle.policy.settings_file import SettingsFile
from tests.support.disks import endless, full_disk, small_disk, without_privileges
from tests.support.settings import Settings
from tests.support.writers import store_of

GOOD = '{\n  // Our gateway buffers.\n  "providers": {"azure": "off"}\n}\n'

DAMAGED: dict[str, str | bytes] = {
    "cut": GOOD[:30],
    "empty": "",
    "no JSON": "Traceback (most recent call last):",
    "no text": b"\xff\xfe\x00\x01",
    "no object": "[1, 2]",
    "no mode": '{"providers": {"azure": "never"}}',
    "no setting of ours": '{"defaultMod": "on"}',
    "no number": '{"silenceSeconds": NaN}',
    "no end": '{"silenceSeconds": Infinity}',
    "400 digits": f'{{"silenceSeconds": {"9" * 400}}}',
    "5000 digits": f'{{"silenceSeconds": {"9" * 5000}}}',
    "no name": r'{"providers": {"\ud800": "on"}}',
    "deep": "[" * 100_000,
    "long": '{"providers": {}' + " " * (1 << 20) + "}",
}


@pytest.fixture(params=sorted(DAMAGED))
def damage(request: pytest.FixtureRequest) -> bytes:
    content = DAMAGED[request.param]
    return content.encode() if isinstance(content, str) else content


def old(path: Path) -> None:
    """Nobody is writing it at this moment."""
    os.utime(path, (1_700_000_000, 1_700_000_000))


async def test_chat_goes_on_with_the_last_good_modes(settings: Settings, damage: bytes) -> None:
    settings.write(GOOD)
    running = store_of(settings)
    await running.asked()
    settings.path.write_bytes(damage)
    old(settings.path)
    for store in (running, store_of(settings)):  # and so does a server that starts then
        assert (await store.decide("azure")).mode is Mode.OFF
        assert store.error
        assert str(settings.path) in store.error
        assert store.is_damaged
        with pytest.raises(SettingsDamaged):
            await store.set_mode("openai", None, Mode.ON)
    assert settings.path.read_bytes() == damage


class EmptiedAfterwards(SettingsFile):
    """Somebody empties it right after each change, long enough ago to have done with it."""

    def write(self, changes: Sequence[tuple[Place, str | None]]) -> Placed:
        placed = super().write(changes)
        self.path.write_bytes(b"")
        old(self.path)
        return placed


async def test_a_change_that_was_saved_counts_whatever_comes_after_it(settings: Settings) -> None:
    store = store_of(settings, EmptiedAfterwards)
    assert (await store.set_mode("azure", None, Mode.OFF)).mode is Mode.OFF
    assert store.is_damaged
    assert (await store.decide("azure")).mode is Mode.OFF
    await store.restore()
    assert settings.read() == {"providers": {"azure": "off"}}


async def test_it_is_restored_and_the_damaged_one_kept(settings: Settings, damage: bytes) -> None:
    settings.write(GOOD)
    store = store_of(settings)
    await store.asked()
    settings.path.write_bytes(damage)
    old(settings.path)
    found = await store.damage()
    assert found is not None
    assert found.problem
    assert "+  // Our gateway buffers." in found.differences or b"gateway" in damage
    restored = await store.restore()
    assert restored.from_copy
    assert restored.kept_as.read_bytes() == damage
    assert settings.path.read_text() == GOOD
    assert (await store.decide("azure")).mode is Mode.OFF
    assert (store.error, store.is_damaged, await store.damage()) == (None, False, None)
    await store.set_mode("openai", None, Mode.ON)
    with pytest.raises(NothingDamaged):
        await store.restore()


async def test_without_a_copy_the_settings_begin_anew(settings: Settings) -> None:
    settings.write("{")
    old(settings.path)
    store = store_of(settings)
    found = await store.damage()
    assert found is not None
    assert found.last_good is None
    restored = await store.restore()
    assert not restored.from_copy
    assert restored.kept_as.read_text() == "{"
    assert not settings.path.exists()


async def test_two_damaged_ones_are_both_kept(settings: Settings) -> None:
    store, kept = store_of(settings), []
    for text in ("{", "["):
        settings.write(text)
        old(settings.path)
        kept.append((await store.restore()).kept_as)
    assert [path.read_text() for path in kept] == ["{", "["]


def folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").touch()


IN_ITS_PLACE: dict[str, Callable[[Path], None]] = {
    "a folder": folder,
    "a pipe": os.mkfifo,
    "an endless file": endless,
}


@pytest.mark.parametrize("what", sorted(IN_ITS_PLACE))
async def test_what_is_no_file_is_set_aside(settings: Settings, what: str) -> None:
    settings.write(GOOD)
    store = store_of(settings)
    await store.asked()
    settings.path.unlink()
    IN_ITS_PLACE[what](settings.path)
    assert (await store.decide("azure")).mode is Mode.OFF
    assert store.error
    with pytest.raises(SettingsError):
        await store.set_mode("openai", None, Mode.ON)
    if store.is_damaged:  # a folder is no file of JupyterLab's that was damaged: it says why
        leads_to = settings.path.resolve()
        restored = await store.restore()
        assert restored.kept_as in settings.path.parent.iterdir()
        assert settings.path.read_text() == GOOD
        assert leads_to == settings.path or leads_to.is_char_device()


async def test_a_link_to_the_settings_stays_a_link(settings: Settings, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "einstellungen-ä"
    real.parent.mkdir()
    real.write_text(GOOD)
    settings.path.parent.mkdir(parents=True)
    settings.path.symlink_to(real)
    store = store_of(settings)
    await store.set_mode("openai", None, Mode.ON)
    after = real.read_text()
    real.write_text("{")
    old(real)
    await store.restore()
    assert settings.path.is_symlink()
    assert real.read_text() == after
    assert "// Our gateway buffers." in after


async def test_the_folder_may_be_a_link_with_any_name(tmp_path: Path) -> None:
    home = tmp_path / "дом ß 家"
    settings = Settings(home)
    (tmp_path / "elsewhere").mkdir()
    settings.path.parent.parent.symlink_to(tmp_path / "elsewhere")
    store = store_of(settings)
    await store.set_mode("azure", None, Mode.OFF)
    assert settings.read() == {"providers": {"azure": "off"}}


async def test_a_full_disk_refuses_the_change_and_keeps_the_settings(settings: Settings) -> None:
    folder = settings.path.parent
    with small_disk(folder):
        settings.write(GOOD)
        store = store_of(settings)
        await store.asked()
        with full_disk(folder), pytest.raises(SettingsError, match=r"not changed\. Free some"):
            await store.set_mode("m" * 5000, None, Mode.ON)
        assert settings.path.read_text() == GOOD
        assert (await store.decide("azure")).mode is Mode.OFF
        await store.set_mode("openai", None, Mode.ON)


async def test_a_folder_that_cannot_be_written_is_named(settings: Settings) -> None:
    """There may be no file yet that could be mended."""
    store = store_of(settings)
    await store.asked()
    settings.path.parent.mkdir(parents=True)
    settings.path.parent.chmod(0o555)
    for above in settings.path.parents:
        if os.stat(above).st_uid == os.getuid() and above != settings.path.parent:
            above.chmod(above.stat().st_mode | 0o055)
    with without_privileges(), pytest.raises(SettingsError, match="Allow the user of this") as told:
        await store.set_mode("azure", None, Mode.OFF)
    assert str(settings.path.parent) in str(told.value)
    assert (await store.decide("azure")).mode is Mode.AUTO
    assert store.error is None


async def test_a_name_that_is_no_text_changes_nothing(settings: Settings) -> None:
    settings.write(GOOD)
    with pytest.raises(SettingsError):
        await store_of(settings).set_mode("\ud800", None, Mode.OFF)
    assert settings.path.read_text() == GOOD


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_nothing_that_can_stand_there_stops_chat(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    settings = Settings(tmp_path_factory.mktemp("home"))
    settings.path.parent.mkdir(parents=True)
    settings.path.write_bytes(content)
    old(settings.path)
    store = store_of(settings)

    async def use() -> None:
        await store.decide("azure")
        if store.error:
            assert store.is_damaged
            assert (await store.restore()).kept_as.read_bytes() == content
        await store.set_mode("azure", None, Mode.OFF)
        assert (await store_of(settings).decide("azure")).mode is Mode.OFF

    asyncio.run(use())
