"""What docs/personas.md tells authors to write, as it stands there, on an endpoint that refuses."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.models.governor import Governor
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI

from .replies import requests
from .test_authors import of_ones_own, running

__all__ = ["running"]

PAGE = Path(__file__).parents[3] / "docs" / "personas.md"


def sample(about: str) -> CodeType:
    """The one that mentions this."""
    (found,) = [
        each
        for each in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
        if about in each
    ]
    code: CodeType = compile(found, str(PAGE), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    return code


async def run(code: CodeType, **names: Any) -> dict[str, Any]:
    """Run it as a notebook does; the names that it leaves."""
    waiting = eval(code, names)  # our own page
    if inspect.isawaitable(waiting):
        await waiting
    return names


@pytest.mark.skipif(
    importlib.util.find_spec("langchain_openai") is None, reason="ChatOpenAI is not installed"
)
async def test_govern(
    practice: PracticeServer,
    running: Governor,  # the fixture
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", practice.openai_url)
    monkeypatch.setenv("OPENAI_API_BASE", practice.openai_url)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    practice.fault = fault_named("refuse-400")
    await run(sample("ChatOpenAI("))
    assert "You said" in capsys.readouterr().out
    assert requests(practice) == "sn"


@pytest.mark.skipif(JUPYTER_AI != 3, reason="needs LangChain 1")
async def test_the_middleware(practice: PracticeServer, running: Governor) -> None:
    practice.fault = fault_named("refuse-400")
    agent = (await run(sample("create_agent("), model=of_ones_own(practice)))["agent"]
    said = await agent.ainvoke({"messages": [{"role": "user", "content": "Hello"}]})
    assert "You said" in said["messages"][-1].text
    assert requests(practice)[-1] == "n"
