"""A message as the chat of Jupyter AI 2 sends it: between its instructions, without tools."""

from __future__ import annotations

from typing import Any

from ...language import say
from ..connection import Message, bare_message


async def message_v2(model: Any, question: str) -> Message:
    """What chat sends to this model for a question that is the first of its conversation."""
    try:
        template = model.get_chat_prompt_template()
        values = {"input": question, "context": "", "history": [] if _chats(model) else ""}
        filled = await template.ainvoke(values)
        return Message(filled.to_messages() if _chats(model) else filled.to_string())
    except Exception as error:  # noqa: BLE001  # providers of others have templates of their own
        bare = await bare_message(model, question)
        why = say(
            "The instructions of chat are not available ({error}). The check runs without them.",
            error=type(error).__name__,
        )
        return Message(bare.prompt, missing=why)


def _chats(model: Any) -> bool:
    from langchain_core.language_models import BaseChatModel

    return isinstance(model, BaseChatModel)
