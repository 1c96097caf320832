"""What is answered to one request for a stream, and what that says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.raw_server import Answer, Framing

USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


@dataclass(frozen=True)
class Call:
    """A call of a tool."""

    name: str
    arguments: str
    id: str


@dataclass(frozen=True)
class Said:
    """What a stream says."""

    text: str = ""
    reasoning: str = ""
    calls: tuple[Call, ...] = ()
    usage: bool = False


@dataclass(frozen=True, repr=False)
class Stream:
    """What is answered to one request, and what that says."""

    kind: str
    said: Said
    answer: Answer
    plain: Answer | None = field(default=None, compare=False)
    """What a request for a whole answer gets."""

    def __repr__(self) -> str:
        answer = self.answer
        body = b"|".join(answer.pieces) if len(answer.pieces) < 20 else b"".join(answer.pieces)
        shown = body if len(body) < 1200 else body[:900] + b" ... " + body[-250:]
        return (
            f"<{self.kind}; {answer.status} {answer.content_type!r} {answer.framing.value} "
            f"{answer.coding.value or 'uncoded'} {answer.ending.value} "
            f"{len(answer.pieces)} pieces; {shown!r}>"
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """As hypothesis prints it: not field by field."""
        printer.text(repr(self))


def whole_answer(said: Said) -> dict[str, Any]:
    """The same said at once."""
    message: dict[str, Any] = {"role": "assistant", "content": said.text or None}
    if said.reasoning:
        message["reasoning_content"] = said.reasoning
    if said.calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in said.calls
        ]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "a-model",
        "choices": [
            {
                "index": 0,
                "message": message,
                "finish_reason": "tool_calls" if said.calls else "stop",
                "logprobs": None,
            }
        ],
        "usage": USAGE,
    }


def plain_answer(said: Said) -> Answer:
    """A whole answer as it should be."""
    body = json.dumps(whole_answer(said)).encode()
    return Answer((body,), "application/json", framing=Framing.LENGTH)
