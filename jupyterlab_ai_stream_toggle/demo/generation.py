"""What each generation of Jupyter AI needs to open on a chat with the practice endpoint behind it.

The demo plays Azure OpenAI behind a company gateway: the deployment is called `practice`.
Configuration keys as measured on 2.31.7 and 3.2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from ..language import say

API_VERSION = "2024-10-21"
"""The Azure API version the demo asks for."""

PLACEHOLDER_KEY = "practice-needs-no-key"
"""Clients insist on some key; the endpoint looks at none."""

CHAT_FILE = "practice.chat"
"""The chat that Jupyter AI 3 opens on."""

_JUPYTERNAUT = "jupyter-ai-personas::jupyter_ai_jupyternaut::JupyternautPersona"

_PACKAGE = "jupyterlab-ai-stream-toggle"


@dataclass(frozen=True)
class DemoSetup:
    """One generation's ways."""

    config: Callable[[str], Mapping[str, Any]]
    """Jupyter AI's `config.json` for the endpoint at this URL."""
    page: str
    """The path of the page to open, below the server's root."""
    server_config: Mapping[str, Any] = field(default_factory=dict)
    """What to add to the Jupyter server's configuration."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What to add to the server's environment."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files of the user: name and text."""
    left_panel: str | None = None
    """The layout name of the side panel to show."""


def _config_2(url: str) -> Mapping[str, Any]:
    model = "azure-chat-openai:practice"
    return {
        "model_provider_id": model,
        "embeddings_provider_id": None,
        "completions_model_provider_id": model,
        "send_with_shift_enter": False,
        "api_keys": {"AZURE_OPENAI_API_KEY": PLACEHOLDER_KEY},
        "fields": {model: {"azure_endpoint": url, "api_version": API_VERSION}},
        "embeddings_fields": {},
        "completions_fields": {model: {"azure_endpoint": url, "api_version": API_VERSION}},
    }


def _config_3(url: str) -> Mapping[str, Any]:
    model = "azure/practice"
    return {
        "model_provider_id": model,
        "fields": {model: {"api_base": url, "api_key": PLACEHOLDER_KEY}},
    }


GENERATIONS: Mapping[int, DemoSetup] = {
    2: DemoSetup(config=_config_2, page="lab", left_panel="jupyter-ai-chat"),
    3: DemoSetup(
        config=_config_3,
        page=f"lab/tree/{CHAT_FILE}",
        server_config={
            # The default that the package ships names a package that no longer holds Jupyternaut.
            "PersonaManager": {"default_persona_id": _JUPYTERNAUT, "builtin_mcp_servers": []},
            # Its fixed port would keep a second JupyterLab from starting.
            "MCPExtensionApp": {"mcp_port": 0},
        },
        environment={
            # LiteLLM does not take Azure's version from `fields`.
            "AZURE_API_VERSION": API_VERSION,
            # LiteLLM otherwise waits for a download that has no place in a demo.
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            # Nor has its MCP server's question whether there is a newer one.
            "FASTMCP_CHECK_FOR_UPDATES": "off",
        },
        files={CHAT_FILE: "{}"},
    ),
}


def installed_generation() -> DemoSetup:
    """The one that this environment has.

    Raises:
        click.ClickException: none, one we do not know, or one that lacks its model client.
    """
    try:
        found = version("jupyter-ai")
    except PackageNotFoundError:
        raise click.ClickException(
            say("Jupyter AI is not installed in this environment. Install it with one of:")
            + f"\n  pip install '{_PACKAGE}[v3]'\n  pip install '{_PACKAGE}[v2]'"
        ) from None
    major = int(found.partition(".")[0])
    if major not in GENERATIONS:
        raise click.ClickException(
            say(
                "The demo supports Jupyter AI 2 and 3; this environment has {version}.",
                version=found,
            )
        )
    client = {2: "langchain-openai", 3: "jupyter-ai-jupyternaut"}[major]
    try:
        version(client)
    except PackageNotFoundError:
        raise click.ClickException(
            say(
                "Jupyter AI {version} is installed, but {package} is not. Install it with:",
                version=found,
                package=client,
            )
            + f"\n  pip install '{_PACKAGE}[v{major}]'"
        ) from None
    return GENERATIONS[major]
