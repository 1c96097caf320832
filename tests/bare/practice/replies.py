"""What the practice endpoint is asked, and what its replies hold."""

from __future__ import annotations

import json
from typing import Any

import httpx

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer

CHAT = "/v1/chat/completions"
ASK: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
ASK_STREAM = {**ASK, "stream": True}


def payloads(reply: httpx.Response) -> list[str]:
    """The data of each event, with the framing checked on the way."""
    text = reply.content.decode()
    assert not text or text.endswith("\n\n")
    events = text.split("\n\n")[:-1]
    assert all(event.startswith("data: ") for event in events)
    return [event.removeprefix("data: ") for event in events]


def chunks(reply: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(payload) for payload in payloads(reply) if payload != "[DONE]"]


def text_of(parts: list[dict[str, Any]]) -> str:
    choices = [choice for part in parts for choice in part["choices"]]
    return "".join(choice["delta"].get("content", "") for choice in choices)


def under(server: PracticeServer, fault: str) -> None:
    server.fault = FAULTS[fault]
