"""A working day: a user learns and fails, leaves tabs open, loses the server, and gets it back."""

from __future__ import annotations

from tests.e2e.chat import ask
from tests.e2e.test_chat import PROMPT, WHOLE

from .browser import look
from .conftest import Labs


async def test_tabs_leave_servers_alone_and_what_was_learned_survives(fresh: Labs) -> None:
    a = fresh.a
    fresh.set_fault("refuse-400")
    assert (await ask(a, PROMPT)).text == WHOLE
    assert a.requests() == "Sn"
    a.call("PUT", "modes", {"provider": "azure", "model": "set", "mode": "off"})
    learned = a.deployment
    a.use_fresh_deployment()
    fresh.set_fault("unauthorized")
    assert (await ask(a, PROMPT)).error

    # In the end the hub stops the server, with a tab open on it.
    await look(fresh, "tabs.spec.ts")
    a.begin_to_start()
    a.wait_until_ready()

    for deployment, fault in ((learned, "refuse-400"), ("set", "ok")):
        a.use_deployment(deployment)
        fresh.set_fault(fault)
        assert (await ask(a, PROMPT)).text == WHOLE
        assert a.requests() == "n"
    a.call("PUT", "modes", {"provider": "azure", "model": "set", "mode": None})
