"""The model classes that Jupyter AI really uses, under a real governor."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.capability.central import CentralKnowledge
from jupyterlab_ai_stream_toggle.capability.memory import CapabilityMemory
from jupyterlab_ai_stream_toggle.models.governed import governed_class
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.models.rule import Describe, Rule
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.policy.settings_file import SettingsFile
from jupyterlab_ai_stream_toggle.policy.store import ModeStore
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

if JUPYTER_AI == 2:
    from jupyter_ai_magics.partner_providers.openai import (
        AzureChatOpenAIProvider,
        ChatOpenAICustomProvider,
        OpenAIProvider,
    )

    from jupyterlab_ai_stream_toggle.jupyter_ai.v2.adapter import describe

    CHAT_CLASSES = {"azure": AzureChatOpenAIProvider, "openai": ChatOpenAICustomProvider}
    COMPLETION_CLASS = OpenAIProvider
else:
    from jupyter_ai_jupyternaut.jupyternaut.chat_models import ChatLiteLLM

    from jupyterlab_ai_stream_toggle.jupyter_ai.v3.adapter import describe

    CHAT_CLASSES = {"azure": ChatLiteLLM, "openai": ChatLiteLLM}


def chat_model(
    model_class: Any, provider: str, endpoint: PracticeServer, key: str = "k", **fields: Any
) -> Any:
    """A chat model as Jupyter AI makes it, with the practice endpoint behind it."""
    url = endpoint.url if provider == "azure" else endpoint.openai_url
    if JUPYTER_AI == 3:
        return model_class(
            model=f"{provider}/gw", api_base=url, api_key=key, streaming=True, **fields
        )
    if provider == "azure":
        return model_class(
            model_id="gw",
            azure_endpoint=url,
            api_version="2024-10-21",
            openai_api_key=key,
            **fields,
        )
    # Usage is off by default for endpoints that are not OpenAI's own.
    return model_class(
        model_id="gw", openai_api_base=url, openai_api_key=key, **{"stream_usage": True, **fields}
    )


def mode_store(settings: Settings) -> ModeStore:
    """The modes that stand in `settings`."""
    return ModeStore(
        lambda: SettingsFile(settings.directories),
        locks={},
        administrator_default=None,
        changed=lambda provider, model: None,
        log=logging.getLogger("test"),
    )


def governor(settings: Settings, *known_files: Path) -> Governor:
    """A governor whose modes stand in `settings`, with a memory of its own.

    `known_files` are an administrator's.
    """
    log = logging.getLogger("test")
    central = CentralKnowledge(known_files, (), log)
    memory = CapabilityMemory(lambda *change: None, log=log, central=central)
    return Governor(mode_store(settings), memory)


def governed(
    model_class: Any, settings: Settings, mode: Mode, *known_files: Path
) -> tuple[Any, Rule]:
    """The class under a governor of its own, with one mode for everything."""
    settings.write({"defaultMode": mode.value})
    rule = tracked(Rule(governor(settings, *known_files), describe_target))
    return governed_class(model_class, rule), rule


def tracked(rule: Rule) -> Rule:
    """The same rule, which is released at the end of the test."""
    _rules.append(rule)
    return rule


def release_all() -> None:
    """Leave the HTTP libraries as they were."""
    while _rules:
        _rules.pop().release()


_rules: list[Rule] = []


describe_target: Describe = describe
