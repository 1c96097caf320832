"""Whole answers as chunks, and what counts as content.

Jupyter AI must always be given chunk types: 2.19-2.28 drop an `AIMessage` without a word, and
3.1/3.2 lose text when a reply arrives as a whole message after a tool call.
"""

from __future__ import annotations

import json
from typing import Any

_REASONING_BLOCKS = {"reasoning", "reasoning_content", "redacted_thinking", "thinking"}


def speaks(chunk: Any) -> bool:
    """Whether a chunk carries text or a tool call."""
    message = getattr(chunk, "message", None)
    if message is None:
        return bool(chunk.text)
    if message.content:
        return _says_something(message.content)
    if getattr(message, "tool_call_chunks", None):
        return True
    extra = message.additional_kwargs
    return bool(extra.get("tool_calls") or extra.get("function_call"))


def reasoning_of(chunk: Any) -> str:
    """The reasoning that a chunk carries beside its text."""
    extra = _extra(chunk)
    reasoning = extra.get("reasoning_content") or extra.get("reasoning")
    if isinstance(reasoning, str):
        return reasoning
    content = getattr(getattr(chunk, "message", None), "content", None)
    blocks = [
        *(extra.get("thinking_blocks") or []),
        *(content if isinstance(content, list) else []),
    ]
    return "".join(
        str(block.get("thinking") or block.get("reasoning") or "")
        for block in blocks
        if isinstance(block, dict)
    )


def refusal_of(chunk: Any) -> str:
    """The words of a refusal that a chunk carries beside its text."""
    refusal = _extra(chunk).get("refusal")
    return refusal if isinstance(refusal, str) else ""


def reason_of(chunk: Any) -> str | None:
    """The finish reason that a chunk carries, or the reason why a prompt was blocked."""
    said = {
        **(getattr(getattr(chunk, "message", None), "response_metadata", None) or {}),
        **(chunk.generation_info or {}),
    }
    feedback = said.get("prompt_feedback")
    blocked = feedback.get("block_reason") if isinstance(feedback, dict) else None
    reason = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason")
    reason = reason or blocked
    return reason if isinstance(reason, str) else None


def chat_chunk(text: str) -> Any:
    """A chunk of a chat model with a text of ours."""
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    return ChatGenerationChunk(message=AIMessageChunk(content=text))


def completion_chunk(text: str) -> Any:
    """A chunk of an LLM that completes a text, with a text of ours."""
    from langchain_core.outputs import GenerationChunk

    return GenerationChunk(text=text)


def _extra(chunk: Any) -> dict[str, Any]:
    return getattr(getattr(chunk, "message", None), "additional_kwargs", None) or {}


def _says_something(content: str | list[Any]) -> bool:
    if isinstance(content, str):
        return bool(content)
    # Content blocks: one of type text may be there before its text is; reasoning is no text.
    return any(block and (not isinstance(block, dict) or _block_says(block)) for block in content)


def _block_says(block: dict[str, Any]) -> bool:
    if block.get("type") == "text":
        return bool(block.get("text"))
    return block.get("type") not in _REASONING_BLOCKS


def chunk_of_message(result: Any) -> Any:
    """A plain `ChatResult` as the one chunk that a stream would have added up to."""
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    generation = result.generations[0]
    message = generation.message
    fields: dict[str, Any] = {
        "content": message.content,
        "additional_kwargs": _said(message.additional_kwargs),
        "response_metadata": getattr(message, "response_metadata", None) or {},
        "id": message.id,
        "name": getattr(message, "name", None),
    }
    if usage := getattr(message, "usage_metadata", None):
        fields["usage_metadata"] = usage
    calls = [
        *(getattr(message, "tool_calls", None) or []),
        *(getattr(message, "invalid_tool_calls", None) or []),
    ]
    if calls:
        fields["tool_call_chunks"] = [_call_chunk(call, index) for index, call in enumerate(calls)]
    return ChatGenerationChunk(
        message=AIMessageChunk(**fields),
        generation_info=_as_streamed(generation.generation_info, result.llm_output),
    )


_ABOUT_THE_MODEL = ("model_name", "system_fingerprint", "service_tier", "stop_reason")


def _as_streamed(
    info: dict[str, Any] | None, output: dict[str, Any] | None
) -> dict[str, Any] | None:
    """What a plain answer says about itself, in the words of a stream.

    A stream leaves out what is empty, and names the model on a chunk; a plain answer names it on
    the result as a whole.
    """
    about = {name: (output or {}).get(name) for name in _ABOUT_THE_MODEL}
    return _said({**about, **(info or {})}) or None


def _said(values: dict[str, Any]) -> dict[str, Any]:
    data = {name: _data(value) for name, value in values.items()}
    return {name: value for name, value in data.items() if value is not None and value != {}}


def _data(value: Any) -> Any:
    """Plain data: LiteLLM leaves objects of its own in a whole message, but not in chunks."""
    if isinstance(value, dict):
        return _said(value)
    if isinstance(value, list):
        return [_data(each) for each in value]
    if hasattr(value, "model_dump"):
        return _said(value.model_dump())
    return value


def _call_chunk(call: dict[str, Any], index: int) -> dict[str, Any]:
    arguments = call["args"]
    return {
        "type": "tool_call_chunk",
        "id": call["id"],
        "name": call["name"],
        # Of an invalid call the arguments are still the text that could not be read.
        "args": arguments if isinstance(arguments, str) else json.dumps(arguments),
        "index": index,
    }


def chunk_of_completion(result: Any) -> Any:
    """A plain `LLMResult` as the one chunk that a stream would have added up to."""
    from langchain_core.outputs import GenerationChunk

    generation = result.generations[0][0]
    return GenerationChunk(
        text=generation.text,
        generation_info=_as_streamed(generation.generation_info, None),
    )
