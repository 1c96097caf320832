"""What the administrator knows, on the wire: the first message pays for no refusal."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.central import CentralKnowledge
from jupyterlab_ai_stream_toggle.capability.handed_out import text_of, worth_handing_out
from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, describe_target, mode_store, tracked
from .replies import requests, whole

LOG = logging.getLogger("test")


class User:
    """Somebody with a server and a memory of their own, and the administrator's files."""

    def __init__(self, settings: Settings, practice: PracticeServer, *files: Path) -> None:
        self._settings, self._practice = settings, practice
        self.memory = CapabilityMemory(
            lambda *_: None, log=LOG, central=CentralKnowledge(files, (), LOG), clock=time.time
        )
        self._rule = tracked(Rule(Governor(mode_store(settings), self.memory), describe_target))

    async def asks(self, provider: str, mode: Mode, key: str) -> str:
        """What one message costs."""
        self._settings.write({"defaultMode": mode.value})
        self._practice.journal.clear()
        model_class: Any = governed_class(CHAT_CLASSES[provider], self._rule)
        await whole(chat_model(model_class, provider, self._practice, key=key), "hello")
        return requests(self._practice)

    async def asks_at_once(self, provider: str) -> str:
        """What one costs that nobody awaits."""
        self._practice.journal.clear()
        model_class: Any = governed_class(CHAT_CLASSES[provider], self._rule)
        model = chat_model(model_class, provider, self._practice)
        assert await asyncio.to_thread(lambda: list(model.stream("hello")))
        return requests(self._practice)

    async def export(self, path: Path) -> str:
        """The file for the others; its text."""
        text = text_of(worth_handing_out(self.memory.records()))
        await asyncio.to_thread(path.write_text, text)
        return text


async def test_what_one_has_found_out_spares_the_others_the_refusal(
    settings: Settings, practice: PracticeServer, provider: str, tmp_path: Path
) -> None:
    practice.fault = fault_named("refuse-400")
    administrator = User(settings, practice)
    assert await administrator.asks(provider, Mode.AUTO, "canary-of-the-administrator") == "Sn"
    file = tmp_path / "known.json"
    text = await administrator.export(file)
    assert '"key_mark": null' in text, "nothing tells of the administrator's key"
    assert "canary" not in text

    user = User(settings, practice, file)
    assert await user.asks(provider, Mode.AUTO, "another-key") == "n", "not one refusal"
    ((_, known),) = user.memory.records()
    assert known.from_administrator

    # It is the user who decides: `on` streams, and a retry asks the endpoint again.
    practice.fault = fault_named("ok")
    assert await user.asks(provider, Mode.ON, "another-key") == "S"
    assert await user.memory.forget(lambda target: True) == 1
    assert await user.asks(provider, Mode.AUTO, "another-key") == "S"
    assert not any(known.from_administrator for _, known in user.memory.records())


async def test_calls_that_nobody_awaits_are_spared_it_too(
    settings: Settings, practice: PracticeServer, provider: str, tmp_path: Path
) -> None:
    practice.fault = fault_named("refuse-400")
    administrator = User(settings, practice)
    assert await administrator.asks(provider, Mode.AUTO, "k") == "Sn"
    file = tmp_path / "known.json"
    await administrator.export(file)
    user = User(settings, practice, file)
    assert await user.asks_at_once(provider) == "n"


async def test_the_file_that_is_handed_out_may_be_bad(
    settings: Settings, practice: PracticeServer, provider: str, tmp_path: Path
) -> None:
    practice.fault = fault_named("refuse-400")
    file = tmp_path / "known.json"
    await asyncio.to_thread(file.write_text, '{"version": 1, "capabilities": [{}]}')
    user = User(settings, practice, file, tmp_path / "missing.json", tmp_path)
    assert await user.asks(provider, Mode.AUTO, "k") == "Sn"
    assert await user.asks(provider, Mode.AUTO, "k") == "n"
