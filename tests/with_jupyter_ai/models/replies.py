"""What models are asked, and all of a reply that anybody above them can see."""

from __future__ import annotations

from typing import Any

from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.letters import letter

TOOL = {
    "type": "function",
    "function": {
        "name": "look_up",
        "description": "Look something up.",
        "parameters": {"type": "object", "properties": {"word": {"type": "string"}}},
    },
}
PROMPTS = {
    "text": "hello",
    "tool": 'practice:tool look_up {"word": "stream", "n": 1}',
    "reasoning": "practice:reasoning please",
}


def requests(practice: PracticeServer) -> str:
    return "".join(letter(entry.body) for entry in practice.journal.entries())


async def whole(model: Any, prompt: str, **kwargs: Any) -> Any:
    """The message that the chunks add up to."""
    message = None
    async for chunk in model.astream(prompt, **kwargs):
        message = chunk if message is None else message + chunk
    return message


def told(message: Any) -> dict[str, Any]:
    """All of a reply that anybody above the model can see."""

    # Ids are new for each request, and `index` only joins the chunks of a stream.
    def calls(value: Any) -> Any:
        return [{k: v for k, v in call.items() if k not in ("id", "index")} for call in value]

    extra = {
        key: calls(value) if key == "tool_calls" else value
        for key, value in message.additional_kwargs.items()
    }
    assert all(call["id"] for call in message.tool_calls)
    usage = dict(message.usage_metadata or {})
    # LiteLLM adds an estimate of its own to streamed replies, whatever the endpoint counts.
    usage.pop("output_token_details", None)
    return {
        "content": message.content,
        "additional_kwargs": extra,
        "tool_calls": calls(message.tool_calls),
        "usage_metadata": usage,
        "response_metadata": message.response_metadata,
    }
