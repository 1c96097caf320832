"""The models that are compared: Jupyter AI's own class, bare and governed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.record import Evidence, Finding
from jupyterlab_ai_stream_toggle.modes import Delivery, Mode
from tests.support.settings import Settings
from tests.with_jupyter_ai.streaming.models import (
    CHAT_CLASSES,
    chat_model,
    describe_target,
    governed,
)

from .endpoint import Endpoint
from .measure import BARE

CLASS = CHAT_CLASSES["openai"]


def bare(at: Endpoint) -> Any:
    """A model as Jupyter AI makes it."""
    return chat_model(CLASS, "openai", at)  # type: ignore[arg-type]  # as far as it is asked


def in_mode(mode: Mode, at: Endpoint, home: Path) -> Any:
    """The same model, governed; in `auto` it knows that the endpoint streams."""
    model_class, rule = governed(CLASS, Settings(home / mode.value), mode)
    model = chat_model(model_class, "openai", at)  # type: ignore[arg-type]  # as above
    if mode is Mode.AUTO and rule.governor:
        worked = Finding(Delivery.STREAM, Evidence.STREAM_WORKED)
        target = describe_target(model, {})
        asyncio.get_running_loop().call_soon(rule.governor.learn, target, worked)
    return model


def all_that_stream(at: Endpoint, home: Path) -> dict[str, Any]:
    """The bare model, and the governed ones that stream."""
    modes = (Mode.ON, Mode.AUTO)
    return {BARE: bare(at), **{mode.value: in_mode(mode, at, home) for mode in modes}}
