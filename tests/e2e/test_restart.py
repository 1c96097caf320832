"""A saved mode counts from the first message after a restart, with no browser open."""

from __future__ import annotations

from .chat import ask
from .server import server
from .test_chat import PROMPT, WHOLE


async def test_what_was_learned_survives_a_restart() -> None:
    with server() as made:
        for requests in ("Sn", "n"):
            with made.running():
                made.set_fault("refuse-400")
                assert (await ask(made, PROMPT)).text == WHOLE
                assert made.requests() == requests


async def test_off_survives_a_restart() -> None:
    with server() as made:
        with made.running():
            made.set_mode("off")
        with made.running():
            made.set_fault("refuse-400")
            assert (await ask(made, PROMPT)).text == WHOLE
            assert made.requests() == "n"
