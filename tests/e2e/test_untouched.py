"""What Jupyter AI does by itself, and that `on` changes nothing about it."""

from __future__ import annotations

from typing import Any

from .chat import ask
from .server import Server, server
from .test_chat import PROMPT, WHOLE


def request(made: Server) -> dict[str, Any]:
    """The last request; Jupyternaut's system prompt holds the name of an anonymous user."""
    body = dict(made.practice.journal.entries()[-1].body)
    body["messages"] = [message["role"] for message in body["messages"]]
    return body


async def test_on_is_jupyter_ai_by_itself() -> None:
    with server() as made:
        made.practice.pause = 0.05
        with made.running():
            made.set_mode("on")
            made.set_fault("slow")
            governed = await ask(made, PROMPT)
            sent = request(made)
        with made.running_without_extension():
            made.set_fault("slow")
            bare = await ask(made, PROMPT)
            assert request(made) == sent
            assert bare.text == WHOLE
            assert governed.chunks == bare.chunks
            assert len(bare.chunks) > 10

            made.set_fault("refuse-400")
            refused = await ask(made, PROMPT)
            assert refused.error, "with the extension off the refusal is back"
            assert made.requests() == "S"
