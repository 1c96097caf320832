"""A message as Jupyternaut sends it: its instructions and its tools, as its agent binds them.

LangChain's agent is made as Jupyternaut makes it, and asked; what it would send is caught before
the model sends it. So whatever an agent does about tools is done here as well.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from ...language import say
from ...models.dialects import copied, dialect_of
from ..connection import Message, bare_message
from . import seams

LIMIT = 15.0
"""Seconds in which servers of tools have to answer."""


async def message_v3(
    jupyternaut: Callable[[], ModuleType],
    persona: Callable[[], Any],
    model: Any,
    question: str,
) -> Message:
    """What Jupyternaut sends to this model for the first question of a chat.

    `jupyternaut` gives its module, `persona` the Jupyternaut of a chat that is open, who knows the
    tools of MCP servers as well, or None.
    """
    try:
        module = jupyternaut()
        tools, missing = await _tools(module, persona())
        instructions = _instructions(module, model.model, question)
        sent = await _caught(module, model, instructions, tools, question)
    except Exception as error:  # noqa: BLE001  # Jupyternaut is not built as it is known here
        bare = await bare_message(model, question)
        why = say(
            "The tools of chat are not available ({error}). The check runs without them.",
            error=type(error).__name__,
        )
        return Message(bare.prompt, missing=why)
    return Message(sent.messages, sent.arguments, missing)


async def _tools(module: ModuleType, persona: Any) -> tuple[list[Any], str | None]:
    """The tools, and which are not among them."""
    asks_servers = inspect.iscoroutinefunction(getattr(module, seams.PERSONA).get_tools)
    if not asks_servers:
        # 0.0.11 adds them to one another whenever it is asked, so it is not asked.
        return seams.toolkits(module), None
    if persona is None:
        return seams.toolkits(module), say(
            "No chat is open, so the check does not include the tools of MCP servers that "
            "Jupyternaut also offers."
        )
    return list(await asyncio.wait_for(persona.get_tools(), LIMIT)), None


def _instructions(module: ModuleType, model_id: str, question: str) -> str:
    """Jupyternaut's system prompt, for a message without attachments."""
    nobody = SimpleNamespace(name="Jupyternaut", process_attachments=lambda _: None)
    message = SimpleNamespace(sender="user", body=question, attachments=[])
    persona_class = getattr(module, seams.PERSONA)
    return str(persona_class.get_system_prompt(nobody, model_id=model_id, message=message))


class _Caught(Exception):
    """What would have been sent."""

    def __init__(self, messages: Any, arguments: dict[str, Any]) -> None:
        super().__init__()
        self.messages = messages
        self.arguments = arguments


async def _caught(
    module: ModuleType, model: Any, instructions: str, tools: list[Any], question: str
) -> _Caught:
    agent = await asyncio.to_thread(_agent, module, model, instructions, tools)
    try:
        await agent.ainvoke({"messages": [{"role": "user", "content": question}]})
    except _Caught as caught:
        return caught
    raise RuntimeError("the agent did not ask its model")


def _agent(module: ModuleType, model: Any, instructions: str, tools: list[Any]) -> Any:
    """The agent of a message, with a model that sends nothing."""

    async def catch(_model: Any, messages: Any, *_: Any, **arguments: Any) -> Any:
        given = {name: arguments[name] for name in arguments if name not in ("stop", "run_manager")}
        raise _Caught(messages, given)

    kind: Any = type(model)
    body = {"_agenerate": catch, "__module__": kind.__module__}
    whole, _ = dialect_of(kind).plain(model, {})
    silent = copied(whole)
    object.__setattr__(silent, "__class__", type(kind)(kind.__name__, (kind,), body))
    return module.create_agent(silent, system_prompt=instructions, tools=tools)
