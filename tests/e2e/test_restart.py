"""What was saved or found out counts from the first message after a restart, with no browser."""

from __future__ import annotations

from .chat import ask
from .server import Server
from .test_chat import PROMPT, WHOLE


async def test_a_mode_and_what_was_learned_survive_a_restart(fresh: Server) -> None:
    learned = fresh.deployment
    fresh.set_fault("refuse-400")
    assert (await ask(fresh, PROMPT)).text == WHOLE
    assert fresh.requests() == "Sn"
    fresh.set_mode("off")

    fresh.restart()
    fresh.use_fresh_deployment()
    fresh.set_fault("refuse-400")
    assert (await ask(fresh, PROMPT)).text == WHOLE
    assert fresh.requests() == "n", "the mode was saved"

    fresh.set_mode(None)
    fresh.use_deployment(learned)
    fresh.set_fault("refuse-400")
    assert (await ask(fresh, PROMPT)).text == WHOLE
    assert fresh.requests() == "n", "and so was what had been found out"
