"""The answers of the REST interface, put together from what the service knows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from .. import modes, target
from ..jupyter_ai.adapter import KnownProvider
from ..jupyter_ai.detect import Generation
from ..policy.asked import Asked
from ..policy.resolve import resolve
from ..policy.settings_file import SettingsError
from ..policy.store import ModeLocked
from . import wire
from .service import Service


class Refusal(Exception):
    """A request that cannot be fulfilled as it stands."""

    def __init__(self, status: int, problem: wire.Problem) -> None:
        super().__init__(problem.message)
        self.status = status
        self.problem = problem


async def status(service: Service) -> wire.Status:
    """The answer to `GET status`."""
    chosen = await asyncio.to_thread(service.adapter.chat_target) if service.adapter else None
    asked = await service.modes.asked()
    return wire.Status(
        version=service.version,
        jupyter_ai=wire.JupyterAi(
            generation=service.found.generation.value, version=service.found.version
        ),
        in_effect=service.why_not is None,
        why_not=wire.WhyNot(id=service.why_not.reason, text=service.why_not.text)
        if service.why_not
        else None,
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
    )


async def providers(service: Service) -> wire.Providers:
    """The answer to `GET providers`: those in use first, then configured ones, then the rest."""
    chosen = await asyncio.to_thread(service.adapter.chat_target) if service.adapter else None
    known = await _known_providers(service)
    asked = await service.modes.asked()
    mentioned = _mentioned(asked)
    unknown = [
        KnownProvider(id=name, name=name, configured=False, in_use=False)
        for name in sorted(set(mentioned) - {provider.id for provider in known})
    ]
    entries = sorted(
        (*known, *unknown), key=lambda each: (not each.in_use, not each.configured, each.id)
    )
    return wire.Providers(
        default=_wire_decision(service, resolve(asked), None),
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


async def change_mode(service: Service, body: bytes) -> wire.ModeChanged:
    """The answer to `PUT modes`.

    Raises Refusal: 400 for what is not a change of a mode, 403 for a locked mode, 409 for a
    settings file that cannot be read.
    """
    change = _parse_change(body)
    if change.mode is not None:
        await _require_known(service, change.provider)
    try:
        decision = await service.modes.set_mode(change.provider, change.model, change.mode)
    except ModeLocked as locked:
        raise Refusal(
            403,
            wire.Problem(
                message=f"The streaming mode of {_name(change)} is locked.",
                reason=locked.lock.reason,
                field="mode",
                value=json.dumps(change.mode),
                allowed=[locked.lock.mode.value],
                next_step="Ask the administrator of this Jupyter server.",
            ),
        ) from locked
    except SettingsError as error:
        raise Refusal(
            409,
            wire.Problem(
                message="The mode was not saved: the settings cannot be read or written.",
                reason=str(error),
                next_step="Do what the reason says, then set the mode again.",
            ),
        ) from error
    return wire.ModeChanged(
        provider=change.provider,
        model=change.model,
        mode=change.mode,
        decision=_wire_decision(
            service,
            decision,
            target.Target(change.provider, change.model) if change.model else None,
        ),
    )


def _parse_change(body: bytes) -> wire.ModeChange:
    try:
        data = json.loads(body)
    except ValueError as error:
        raise Refusal(
            400,
            wire.Problem(
                message=f"The body is not JSON: {error}.",
                next_step='Send an object such as {"provider": "azure", "mode": "off"}.',
            ),
        ) from error
    try:
        return wire.ModeChange.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        missing = first["type"] == "missing"
        raise Refusal(
            400,
            wire.Problem(
                message=f"{field or 'body'}: {first['msg']}.",
                field=field,
                value=None if missing else _shown(first["input"]),
                allowed=_ALLOWED.get(field or "", None if field else list(_ALLOWED)),
                next_step='Send an object such as {"provider": "azure", "mode": "off"}.',
            ),
        ) from error


_ALLOWED = {
    "provider": ["a provider id without colon or space, as GET providers lists it"],
    "model": ["a model id", "null"],
    "mode": [*(mode.value for mode in modes.Mode), "null"],
}


def _shown(value: Any) -> str:
    return json.dumps(value, default=str)[:200]


async def _require_known(service: Service, provider: str) -> None:
    known = [each.id for each in await _known_providers(service)]
    mentioned = _mentioned(await service.modes.asked())
    # Without Jupyter AI no provider is known, and any may be meant.
    if not known or provider in known or provider in mentioned:
        return
    raise Refusal(
        400,
        wire.Problem(
            message=f"Jupyter AI knows no provider {_shown(provider)}.",
            field="provider",
            value=_shown(provider),
            allowed=known,
            next_step="Take an id that GET providers lists.",
        ),
    )


async def _known_providers(service: Service) -> list[KnownProvider]:
    if service.adapter is None or service.found.generation is Generation.UNKNOWN:
        return []
    return await asyncio.to_thread(service.adapter.providers)


def _mentioned(asked: Asked) -> dict[str, set[str]]:
    """Providers that have a mode or a lock, each with its models that have one."""
    layers = (asked.user, asked.administrator)
    names: Iterable[str] = [
        *(name for layer in layers for name in (*layer.providers, *layer.models)),
        *asked.locks,
    ]
    mentioned: dict[str, set[str]] = {}
    for name in names:
        provider, colon, model = name.partition(":")
        models = mentioned.setdefault(provider, set())
        if colon:
            models.add(model)
    return mentioned


def _decision(service: Service, asked: Asked, about: target.Target) -> wire.Decision:
    return _wire_decision(service, resolve(asked, about.provider, about.model or None), about)


def _wire_decision(
    service: Service, decision: modes.Decision, about: target.Target | None
) -> wire.Decision:
    return wire.Decision(
        mode=decision.mode,
        source=decision.source,
        locked=decision.locked,
        lock_reason=decision.lock_reason,
        delivery=service.governor.delivery(decision, about),
    )


def _name(change: wire.ModeChange) -> str:
    return f"{change.provider}:{change.model}" if change.model else change.provider
