"""A server that the hub stopped and started again knows what it knew."""

from __future__ import annotations

from tests.e2e.chat import ask
from tests.e2e.test_chat import PROMPT, WHOLE

from .conftest import Labs


async def test_what_was_learned_and_set_survives(fresh: Labs) -> None:
    a = fresh.a
    learned = a.deployment
    fresh.set_fault("refuse-400")
    assert (await ask(a, PROMPT)).text == WHOLE
    assert a.requests() == "Sn"
    a.call("PUT", "modes", {"provider": "azure", "model": "set", "mode": "off"})
    a.stop()
    a.begin_to_start()
    a.wait_until_ready()
    fresh.set_fault("refuse-400")
    assert (await ask(a, PROMPT)).text == WHOLE
    assert a.requests() == "n", f"{learned} is known to refuse streams"
    fresh.set_fault("ok")
    a.use_deployment("set")
    assert (await ask(a, PROMPT)).text == WHOLE
    assert a.requests() == "n", "the mode was saved"
    a.call("PUT", "modes", {"provider": "azure", "model": "set", "mode": None})
