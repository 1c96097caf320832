"""The answers of the REST interface, put together from what the service knows."""

from __future__ import annotations

from .. import modes, target
from ..capability.record import Capability
from ..jupyter_ai.adapter import KnownProvider
from ..language import say
from ..policy.asked import Asked
from ..policy.resolve import resolve
from ..streaming.deliver import first_delivery
from . import wire
from .service import Service
from .times import iso


async def status(service: Service, selected: str | None = None) -> wire.Status:
    """The answer to `GET status`; about the model `selected` in one chat, where there is one."""
    chosen = await service.chat_target(selected)
    asked = await service.modes.asked()
    return wire.Status(
        version=service.version,
        jupyter_ai=wire.JupyterAi(
            generation=service.found.generation.value, version=service.found.version
        ),
        in_effect=service.why_not is None,
        why_not=wire.WhyNot(
            id=service.why_not.reason, text=say(service.why_not.text, **service.why_not.values)
        )
        if service.why_not
        else None,
        limits=[
            wire.Limit(id=limit.id, text=say(limit.text, **limit.values))
            for limit in service.limits()
        ],
        target=wire.Target(
            provider=chosen.provider,
            model=chosen.model,
            endpoint=chosen.endpoint,
            api_version=chosen.api_version,
        )
        if chosen
        else None,
        decision=_decision(service, asked, chosen) if chosen else None,
        settings_error=service.modes.error,
        settings_damaged=service.modes.is_damaged,
    )


async def providers(service: Service) -> wire.Providers:
    """The answer to `GET providers`: those in use first, then configured ones, then the rest."""
    chosen = await service.chat_target()
    known = await service.known_providers()
    asked = await service.modes.asked()
    mentioned = asked.mentioned()
    unknown = [
        KnownProvider(id=name, name=name, configured=False, in_use=False)
        for name in sorted(set(mentioned) - {provider.id for provider in known})
    ]
    entries = sorted(
        (*known, *unknown), key=lambda each: (not each.in_use, not each.configured, each.id)
    )
    return wire.Providers(
        default=wire_decision(service, resolve(asked), None),
        providers=[
            wire.ProviderEntry(
                id=each.id,
                name=each.name,
                in_use=each.in_use,
                configured=each.configured,
                mode=asked.user.providers.get(each.id),
                decision=_decision(service, asked, target.Target(each.id, "")),
                models=[
                    wire.ModelEntry(
                        id=model,
                        mode=asked.user.models.get(f"{each.id}:{model}"),
                        decision=_decision(
                            service,
                            asked,
                            chosen
                            if chosen and (chosen.provider, chosen.model) == (each.id, model)
                            else target.Target(each.id, model),
                        ),
                    )
                    for model in sorted(mentioned.get(each.id, ()))
                ],
            )
            for each in entries
        ],
    )


def _decision(service: Service, asked: Asked, about: target.Target) -> wire.Decision:
    return wire_decision(service, resolve(asked, about.provider, about.model or None), about)


def capabilities(service: Service) -> wire.Capabilities:
    """The answer to `GET capabilities`."""
    return wire.Capabilities(
        capabilities=[
            wire.Capability(
                provider=about.provider,
                model=about.model,
                endpoint=about.endpoint,
                api_version=about.api_version,
                tools=about.tools,
                **_learned(about, capability).model_dump(),
            )
            for about, capability in service.memory.records()
        ]
    )


def _learned(about: target.Target, capability: Capability) -> wire.Learned:
    return wire.Learned(
        id=about.id,
        delivery=capability.delivery,
        evidence=capability.evidence,
        first_seen=iso(capability.first_seen),
        last_seen=iso(capability.last_seen),
        expires=iso(capability.expires),
        marks_end=capability.marks_end,
    )


def wire_decision(
    service: Service, decision: modes.Decision, about: target.Target | None
) -> wire.Decision:
    """A decision for the wire, with the delivery that follows for `about`."""
    known = None
    if about and about.model and decision.mode is modes.Mode.AUTO:
        known = service.memory.about_model(about)
    return wire.Decision(
        mode=decision.mode,
        source=decision.source,
        locked=decision.locked,
        lock_reason=say(decision.lock_reason) if decision.lock_reason else None,
        delivery=first_delivery(decision.mode, known[1] if known else None),
        learned=_learned(*known) if known else None,
    )
