"""The log of requests that an administrator may ask for."""

from __future__ import annotations

import json

from .chat import ask
from .conftest import WIRE_LOG
from .server import CANARY, Server
from .test_chat import PROMPT, WHOLE


async def test_each_request_of_a_chat_is_a_line_without_secrets(fresh: Server) -> None:
    fresh.set_fault("refuse-400")
    assert (await ask(fresh, PROMPT)).text == WHOLE
    text = (fresh.place.root / WIRE_LOG).read_text(encoding="utf-8")
    assert CANARY not in text
    lines = [line for line in text.splitlines() if fresh.deployment in line]
    assert [json.loads(line)["status"] for line in lines] == [400, 200]
