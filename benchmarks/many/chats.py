"""Chats of a real JupyterLab: many at once, then many messages, one after the other.

A thousand messages in one chat would be about Jupyter AI: each sends all before it, and the server
keeps them several times. So they are asked in chats of fifty, each of which is closed again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.chat import Conversation, conversation
from tests.e2e.server import Server

from .process import Process

ANSWER = "1 2 3"
TELLS = "practice:chunks 3"
"""What the endpoint is asked to answer with that."""


@dataclass
class Answers:
    """What was asked, and what came."""

    asked: list[str] = field(default_factory=list)
    lost: int = 0
    """Without the whole answer in the chat."""
    doubled: int = 0
    """With more than one message of the persona's, or more than one request."""

    async def ask(self, talk: Conversation) -> None:
        """One message, unlike all others."""
        prompt = f"{TELLS} (message {len(self.asked)})"
        self.asked.append(prompt)
        seen = await talk(prompt)
        self.lost += seen.text != ANSWER

    def compare(self, server: Server) -> None:
        """With what the endpoint was asked."""
        requests = Counter(
            _last_word(entry.body["messages"])
            for entry in server.practice.journal.entries()
            if isinstance(entry.body, dict)
        )
        self.doubled += sum(requests[prompt] > 1 for prompt in self.asked)
        self.lost += sum(requests[prompt] < 1 for prompt in self.asked)
        server.practice.journal.clear()

    def to_data(self) -> dict[str, int]:
        """As JSON values."""
        return {"asked": len(self.asked), "lost": self.lost, "doubled": self.doubled}


async def at_once(server: Server, chats: int) -> dict[str, int]:
    """One message in each of so many chats, all at the same time."""
    answers = Answers()
    async with AsyncExitStack() as stack:
        # Opened one by one: personas take their time to join a chat.
        talks = [await stack.enter_async_context(conversation(server)) for _ in range(chats)]
        await asyncio.gather(*(answers.ask(talk) for talk in talks))
    answers.compare(server)
    return answers.to_data()


async def in_a_row(server: Server, messages: int, chats: int) -> dict[str, Any]:
    """So many messages, and how the server grows meanwhile."""
    answers, process = Answers(), Process(server)
    sizes = [process.kilobytes()]
    for _ in range(chats):
        async with conversation(server) as talk:
            for _ in range(messages // chats):
                await answers.ask(talk)
        sizes.append(process.kilobytes())
    answers.compare(server)
    return {
        **answers.to_data(),
        "kilobytes": sizes,
        "kilobytes_a_message": round(_slope(sizes[len(sizes) // 2 :]) * chats / messages, 1),
    }


async def measured(server: Server, many: int, messages: int, chats: int) -> dict[str, Any]:
    """All of it, and how many more files are open at the end than after a first message."""
    process = Process(server)
    async with conversation(server) as talk:  # all is loaded that ever will be
        await Answers().ask(talk)
    server.practice.journal.clear()
    before = await process.settled()
    return {
        "at_once": await at_once(server, many),
        "in_a_row": await in_a_row(server, messages, chats),
        "open_files_more": await process.settled() - before,
    }


def _last_word(messages: Iterable[dict[str, Any]]) -> str:
    said = [each["content"] for each in messages if each["role"] == "user"]
    last = said[-1] if said else ""
    return last if isinstance(last, str) else "".join(block.get("text", "") for block in last)


def _slope(values: list[int]) -> float:
    """Of the straight line through them that is nearest to all."""
    count = len(values)
    middle, mean = (count - 1) / 2, sum(values) / count
    above = sum((x - middle) * (y - mean) for x, y in enumerate(values))
    return above / sum((x - middle) ** 2 for x in range(count))
