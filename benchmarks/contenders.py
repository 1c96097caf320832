"""The models that are compared: Jupyter AI's own class, bare and governed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.memory import LIMIT, CapabilityMemory
from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.capability.storage import CapabilityFile
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Rule
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import (
    CHAT_CLASSES,
    chat_model,
    describe_target,
    mode_store,
    tracked,
)

from .endpoint import Endpoint
from .measure import BARE

CLASS = CHAT_CLASSES["openai"]

AGAIN = "again"
"""Another bare model. How far it is from the first one is how far chance goes."""


def bare(at: Endpoint, model_class: Any = CLASS) -> Any:
    """A model as Jupyter AI makes it."""
    return chat_model(model_class, "openai", at)  # type: ignore[arg-type]  # as far as it is asked


@dataclass(frozen=True)
class Governed:
    """A governed class of models, with its settings and its memory on the disk, as in a server."""

    model_class: Any
    memory: CapabilityMemory
    governor: Governor

    def model(self, at: Endpoint) -> Any:
        """A model as Jupyter AI makes it, of this class."""
        return bare(at, self.model_class)


def governed(mode: Mode, home: Path, model_class: Any = CLASS) -> Governed:
    """The class under a governor of its own, with one mode for everything."""
    settings, log = Settings(home), logging.getLogger("bench")
    settings.write({"defaultMode": mode.value})
    file = CapabilityFile(home / "capabilities.json", LIMIT, log)
    memory = CapabilityMemory(lambda *_: None, log=log, file=file)
    governor = Governor(mode_store(settings), memory)
    rule = tracked(Rule(governor, describe_target))
    return Governed(governed_class(model_class, rule), memory, governor)


async def in_mode(mode: Mode, at: Endpoint, home: Path, model_class: Any = CLASS) -> Any:
    """The same model, governed; it is known that the endpoint streams."""
    ours = governed(mode, home / mode.value, model_class)
    model = ours.model(at)
    worked = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
    ours.memory.learn(describe_target(model, {}), worked)
    await ours.memory.flush()
    return model


async def all_that_stream(at: Endpoint, home: Path) -> dict[str, Any]:
    """The bare model, another one, and the governed ones that stream."""
    modes = (Mode.ON, Mode.AUTO)
    return {
        BARE: bare(at),
        AGAIN: bare(at),
        **{mode.value: await in_mode(mode, at, home) for mode in modes},
    }
