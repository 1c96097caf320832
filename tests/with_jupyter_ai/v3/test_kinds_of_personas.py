"""Each value of the switch with each kind of model that a persona may have, on the wire.

The kinds that need a JupyterLab are in `tests/e2e`: personas in a chat, and jupyter-ai-tutor.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from langchain.agents import create_agent

from jupyterlab_ai_stream_toggle import StreamToggleMiddleware, govern
from jupyterlab_ai_stream_toggle.jupyter_ai.v3.adapter import JupyterAiV3
from jupyterlab_ai_stream_toggle.models.running import begin, end
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.governed_models import chat_model, governor
from tests.with_jupyter_ai.models.replies import requests, whole
from tests.with_jupyter_ai.models.test_authors import of_ones_own
from tests.with_jupyter_ai.models.test_blocking import elsewhere, streamed

from .test_definition import CLASSES
from .test_middleware import said

Ask = Callable[[PracticeServer], Awaitable[str]]
"""Asks a model, which is made for that, and returns the text of its answer."""

PROMPT = "hello"


@contextmanager
def switch(settings: Settings) -> Iterator[None]:
    """As it runs in a server: for Jupyter AI's class, and for those who call `govern`."""
    adapter, made = JupyterAiV3({}), governor(settings)
    adapter.install(made)
    begin(made)
    try:
        yield
    finally:
        end(made)
        adapter.uninstall()


def _of_jupyternaut_s(find: Any, *, awaited: bool) -> Ask:
    async def ask(practice: PracticeServer) -> str:
        model = chat_model(find(), "openai", practice)
        answer = await (whole(model, PROMPT) if awaited else elsewhere(streamed, model, PROMPT))
        return str(answer.content)

    return ask


async def _governed(practice: PracticeServer) -> str:
    return str((await whole(govern(of_ones_own(practice)), PROMPT)).content)


async def _governed_not_awaited(practice: PracticeServer) -> str:
    return str((await elsewhere(streamed, govern(of_ones_own(practice)), PROMPT)).content)


async def _agent(practice: PracticeServer) -> str:
    return await said(create_agent(of_ones_own(practice), middleware=[StreamToggleMiddleware()]))


async def _agent_not_awaited(practice: PracticeServer) -> str:
    agent = create_agent(of_ones_own(practice), middleware=[StreamToggleMiddleware()])
    asked = {"messages": [{"role": "user", "content": PROMPT}]}

    def ask() -> str:
        return "".join(message.text for message, _ in agent.stream(asked, stream_mode="messages"))

    return str(await elsewhere(ask))


KINDS: dict[str, Ask] = {
    **{name: _of_jupyternaut_s(find, awaited=True) for name, find in CLASSES.items()},
    **{
        f"{name}, not awaited": _of_jupyternaut_s(find, awaited=False)
        for name, find in CLASSES.items()
    },
    "govern": _governed,
    "govern, not awaited": _governed_not_awaited,
    "agent with the middleware": _agent,
    "agent with the middleware, not awaited": _agent_not_awaited,
}

ASKED = {
    ("on", "ok"): "S",
    ("auto", "ok"): "S",
    ("off", "ok"): "n",
    ("on", "refuse-400"): "S",
    ("auto", "refuse-400"): "Sn",
    ("off", "refuse-400"): "n",
    ("on", "json"): "S",
    ("auto", "json"): "S",
    ("off", "json"): "n",
    ("auto", "empty"): "Sn",
    ("off", "empty"): "n",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("mode", "fault"), ASKED)
async def test_the_switch_is_obeyed(
    practice: PracticeServer, settings: Settings, kind: str, mode: str, fault: str
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    with switch(settings):
        if (mode, fault) == ("on", "refuse-400"):
            with pytest.raises(Exception, match="stream"):
                await KINDS[kind](practice)
        else:
            assert await KINDS[kind](practice)
    assert requests(practice) == ASKED[mode, fault]


@pytest.mark.parametrize("kind", KINDS)
async def test_on_is_as_without_us(practice: PracticeServer, settings: Settings, kind: str) -> None:
    """To the byte: the order of the names counts as well."""
    settings.write({"defaultMode": "on"})
    without_us = await KINDS[kind](practice)
    with switch(settings):
        assert await KINDS[kind](practice) == without_us
    first, second = (
        (entry.path, entry.query, entry.header_names, json.dumps(entry.body))
        for entry in practice.journal.entries()
    )
    assert second == first
