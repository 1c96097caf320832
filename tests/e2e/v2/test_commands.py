"""The slash commands of Jupyter AI 2 keep working, whatever the mode."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE
from tests.e2e.chat import ask
from tests.e2e.server import Server

MODES = ("auto", "on", "off")


def prepare(server: Server, mode: str) -> str:
    """Choose the mode; the letter of a request of a handler that streams."""
    server.set_mode(mode, server.deployment)
    server.set_fault("ok" if mode == "on" else "refuse-400")
    return {"auto": "Sn", "on": "S", "off": "n"}[mode]


@pytest.mark.parametrize("mode", MODES)
async def test_fix_streams_as_chat_does(fresh: Server, mode: str) -> None:
    wire = prepare(fresh, mode)
    seen = await ask(fresh, "/fix")
    assert seen.text.endswith(LAST_SENTENCE)
    assert fresh.requests() == wire


@pytest.mark.parametrize("mode", MODES)
async def test_ask_never_streams(fresh: Server, mode: str) -> None:
    prepare(fresh, mode)
    seen = await ask(fresh, "/ask What is in my files?")
    assert seen.text.endswith(LAST_SENTENCE)
    assert fresh.requests() == "n"


@pytest.mark.parametrize("mode", MODES)
async def test_generate_never_streams(fresh: Server, mode: str) -> None:
    prepare(fresh, mode)
    seen = await ask(fresh, "/generate A notebook about streams")
    assert "get started on your notebook" in seen.text
    await asyncio.to_thread(fresh.practice.journal.wait_for, bool, 30)
    assert set(fresh.requests()) == {"n"}


@pytest.mark.parametrize("mode", MODES)
async def test_learn_answers(fresh: Server, mode: str) -> None:
    """It embeds and asks no language model; without an embedding provider it says so."""
    prepare(fresh, mode)
    (Path(fresh.place.work) / "notes.md").write_text("Streams are fine.")
    seen = await ask(fresh, "/learn notes.md")
    assert "embedding provider" in seen.text
    assert fresh.requests() == ""
