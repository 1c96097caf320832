"""`providers`: all that Jupyter AI and the persona in the browser know, with their modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from .. import target
from ..jupyter_ai.adapter import KnownProvider
from ..language import say
from ..policy.locks import locks_of_models
from ..policy.resolve import inherited, resolve
from .base import BaseHandler
from .decisions import decision_about, decision_body
from .service import Service

if TYPE_CHECKING:
    from . import bodies


class ProvidersHandler(BaseHandler):
    """`GET providers`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """All providers, with their decisions and the models that have a mode."""
        self.answer(await providers(self.service))


async def providers(service: Service) -> bodies.Providers:
    """The answer to `GET providers`: those in use first, then configured ones, then the rest."""
    from . import bodies

    chosen = await service.chat_target()
    known = [*await service.known_providers()]
    browser = service.browser.target
    if browser and browser.provider not in {each.id for each in known}:
        name = browser.provider
        known.append(KnownProvider(id=name, name=name, configured=True, in_use=True))
    asked = await service.modes.asked()
    mentioned = asked.mentioned()
    unknown = [
        KnownProvider(id=name, name=name, configured=False, in_use=False)
        for name in sorted(set(mentioned) - {provider.id for provider in known})
    ]
    entries = sorted(
        (*known, *unknown), key=lambda each: (not each.in_use, not each.configured, each.id)
    )
    return bodies.Providers(
        default=decision_body(service.memory, resolve(asked), None),
        inherited=inherited(asked),
        providers=[
            bodies.ProviderEntry(
                id=each.id,
                name=each.name,
                in_use=each.in_use,
                configured=each.configured,
                mode=asked.user.providers.get(each.id),
                inherited=inherited(asked, each.id),
                decision=decision_about(service, asked, target.Target(each.id, "")),
                models=[
                    bodies.ModelEntry(
                        id=model,
                        mode=asked.user.models.get(f"{each.id}:{model}"),
                        inherited=inherited(asked, each.id, model),
                        decision=decision_about(
                            service,
                            asked,
                            chosen
                            if chosen and (chosen.provider, chosen.model) == (each.id, model)
                            else target.Target(each.id, model),
                        ),
                    )
                    for model in sorted(mentioned.get(each.id, ()))
                ],
                locks=[
                    bodies.ModelsLock(
                        pattern=pattern, allowed=list(lock.modes), reason=say(lock.reason)
                    )
                    for pattern, lock in locks_of_models(asked.locks, each.id)
                ],
            )
            for each in entries
        ],
    )
