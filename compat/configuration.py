"""How a release is told about the practice endpoint: what its users had to type, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jupyterlab_ai_stream_toggle.demo.generation import (
    API_VERSION,
    GENERATIONS,
    PLACEHOLDER_KEY,
    DemoSetup,
)
from jupyterlab_ai_stream_toggle.demo.lab import port_to_use

from .document import JUPYTERNAUT
from .record import numbers

_MODEL = "azure-chat-openai:practice"


def generation_of(release: str, endpoint: str) -> DemoSetup:
    """The ways of this release with Azure's chat models; `endpoint` is a URL."""
    version = numbers(release)
    current = GENERATIONS[version[0]]
    if (3, 1) <= version < (3, 2):
        # This one fails where it has no MCP server at all; its own needs a port that is free.
        persona = {"default_persona_id": JUPYTERNAUT}
        own = {"PersonaManager": persona, "MCPExtensionApp": {"mcp_port": port_to_use(0)}}
        return replace(current, server_config=own)
    if version[0] != 2:
        return current
    if version < (2, 13):
        return replace(current, config=_before_2_13)
    if version < (2, 15):
        return replace(current, config=lambda url: _without_completions(current.config(url)))
    if version < (2, 28, 3):
        # These do not hand on what was typed into their settings.
        environment = {"AZURE_OPENAI_ENDPOINT": endpoint, "OPENAI_API_VERSION": API_VERSION}
        return replace(current, environment=environment)
    return current


def _before_2_13(url: str) -> Mapping[str, Any]:
    return {
        "model_provider_id": _MODEL,
        "embeddings_provider_id": None,
        "send_with_shift_enter": False,
        "api_keys": {"OPENAI_API_KEY": PLACEHOLDER_KEY},
        "fields": {_MODEL: {"openai_api_base": url, "openai_api_version": API_VERSION}},
    }


def _without_completions(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Before 2.15 inline completion had no model of its own."""
    return {name: value for name, value in config.items() if not name.startswith("completions")}
