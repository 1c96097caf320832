"""Something to check, in the home of a user without a server."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.checks.subject import Subject
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Connection, Protocol, Unsaved
from jupyterlab_ai_stream_toggle.jupyter_ai.detect import find_jupyter_ai
from jupyterlab_ai_stream_toggle.jupyter_ai.saved import configuration_path
from jupyterlab_ai_stream_toggle.jupyter_ai.without_server import connection_without_server
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.target import Target, clean_endpoint

CANARY = "canary-71c0ffee5eed4a39281706"


def save(configuration: Mapping[str, Any]) -> Path:
    """Jupyter AI's own file, in the home that the environment names."""
    path = configuration_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(configuration), encoding="utf-8")
    return path


def saved_subject(unsaved: Unsaved | None = None, mode: Mode = Mode.AUTO) -> Subject:
    """What Jupyter AI's file says, made by the real Jupyter AI of this environment."""
    found = find_jupyter_ai()
    connection = connection_without_server(found.generation, unsaved or Unsaved())
    return subject_of(connection, mode=mode)


def subject_of(
    connection: Connection | None,
    *,
    mode: Mode = Mode.AUTO,
    environment: Mapping[str, str] | None = None,
    today: date = date(2026, 11, 23),
) -> Subject:
    """A subject in an environment of its own, or in that of this process."""
    return Subject(
        found=find_jupyter_ai(),
        connection=connection,
        unreadable=None,
        mode=mode,
        environment=dict(os.environ) if environment is None else environment,
        today=today,
    )


def connection(
    address: str | None = "https://example.openai.azure.com",
    *,
    provider: str = "azure",
    model: str = "gpt-4o",
    api_version: str | None = "2024-10-21",
    key: str | None = "0123456789abcdef0123456789abcdef",
    key_name: str | None = "AZURE_API_KEY",
    protocol: Protocol | None = Protocol.AZURE,
    make: Callable[[], Any] = lambda: None,
) -> Connection:
    """A connection with these values, whether or not there is a Jupyter AI."""
    return Connection(
        target=Target(provider, model, clean_endpoint(address), api_version),
        address=address,
        key=key,
        key_name=key_name,
        protocol=protocol,
        make=make,
    )


async def performed(subject: Subject, *, live: bool = True) -> Run:
    """The check of it, done."""
    run = Run(subject, live)
    await run.perform(lambda: None)
    return run
