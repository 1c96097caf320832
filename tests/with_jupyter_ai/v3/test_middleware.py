"""An agent of LangChain's whose models obey the switch."""

from __future__ import annotations

from typing import Any

import pytest
from langchain.agents import create_agent

from jupyterlab_ai_stream_toggle import StreamToggleMiddleware
from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings
from tests.with_jupyter_ai.models.replies import requests
from tests.with_jupyter_ai.models.test_authors import of_ones_own, running

__all__ = ["running"]


async def said(agent: Any) -> str:
    """What the agent streams."""
    parts = []
    async for message, _ in agent.astream(
        {"messages": [{"role": "user", "content": "hello"}]}, stream_mode="messages"
    ):
        parts.append(message.text)  # an async comprehension hides where it fails
    return "".join(parts)


@pytest.mark.parametrize(
    ("fault", "mode", "asked"),
    [("ok", "on", "S"), ("ok", "off", "n"), ("refuse-400", "auto", "Sn"), ("json", "auto", "S")],
)
async def test_the_agent_s_model_obeys(
    practice: PracticeServer,
    settings: Settings,
    running: Governor,  # the fixture
    fault: str,
    mode: str,
    asked: str,
) -> None:
    settings.write({"defaultMode": mode})
    practice.fault = fault_named(fault)
    agent = create_agent(of_ones_own(practice), middleware=[StreamToggleMiddleware()])
    assert await said(agent)
    assert requests(practice) == asked


async def test_without_it_the_agent_s_model_does_as_it_likes(
    practice: PracticeServer,
    settings: Settings,
    running: Governor,
) -> None:
    settings.write({"defaultMode": "off"})
    assert await said(create_agent(of_ones_own(practice)))
    assert requests(practice) == "S"
