"""`status`: which Jupyter AI there is, and what is decided for its chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..language import say
from .base import BaseHandler
from .decisions import decision_about
from .service import Service

if TYPE_CHECKING:
    from . import bodies


_LONGEST_ID = 512
"""Characters of a model id that are looked at."""


class StatusHandler(BaseHandler):
    """`GET status`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Which Jupyter AI was found, whether the switch is in effect, the current decision.

        `model` is what the model picker of one chat says, where that has one. `persona` is
        `browser` where the persona that runs in the browser answers in that chat.
        """
        self.service.watch.wake()
        selected = self.get_query_argument("model", "")[:_LONGEST_ID]
        in_browser = self.get_query_argument("persona", "") == "browser"
        self.answer(await status(self.service, selected or None, in_browser=in_browser))


async def status(
    service: Service, selected: str | None = None, *, in_browser: bool = False
) -> bodies.Status:
    """The answer to `GET status`; about the model `selected` in one chat, where there is one.

    Where Jupyter AI has no model it is about that of the persona in the browser, if there is one.
    """
    from . import bodies

    here = None if in_browser else await service.chat_target(selected)
    there = None if here else service.browser.target
    chosen, why_not = here or there, None if there else service.why_not
    asked = await service.modes.asked()
    return bodies.Status(
        version=service.version,
        jupyter_ai=bodies.JupyterAi(
            generation=service.found.generation.value, version=service.found.version
        ),
        in_effect=why_not is None,
        why_not=bodies.WhyNot(id=why_not.reason, text=say(why_not.text, **why_not.values))
        if why_not
        else None,
        limits=[
            bodies.Limit(id=limit.id, text=say(limit.text, **limit.values))
            for limit in service.limits()
        ],
        governed=[
            bodies.Governed(
                name=each.name, package=each.package, version=each.version, obeying=each.obeying
            )
            for each in service.governed()
        ],
        out_of_reach=[
            bodies.OutOfReach(
                id=each.id, package=each.package, version=each.version, text=say(each.text)
            )
            for each in service.out_of_reach()
        ],
        personas=[
            bodies.Persona(id=each.id, name=each.name, reach=each.reach)
            for each in service.personas()
        ],
        target=bodies.Target(
            provider=chosen.provider,
            model=chosen.model,
            endpoint=chosen.endpoint,
            api_version=chosen.api_version,
        )
        if chosen
        else None,
        persona=service.browser.persona_of(there) if there else None,
        decision=decision_about(service, asked, chosen) if chosen else None,
        settings_error=service.modes.error,
        settings_damaged=service.modes.is_damaged,
    )
