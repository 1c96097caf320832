"""`modes`: what a request may change, and why it may not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from .. import modes, target
from ..language import say
from ..mode_names import mode_name
from ..policy.locks import Lock
from ..policy.settings_error import SettingsError
from ..policy.store import ModeLocked
from .base import BaseHandler
from .decisions import decision_body
from .refusals import Refusal
from .service import Service

if TYPE_CHECKING:
    from . import bodies


class ModesHandler(BaseHandler):
    """`PUT modes`."""

    @web.authenticated
    @authorized
    async def put(self) -> None:
        """Change the mode of a provider or a model."""
        with self.refusing():
            self.answer(await change_mode(self.service, self.request.body))


async def change_mode(service: Service, body: bytes) -> bodies.ModeChanged:
    """The answer to `PUT modes`.

    Raises Refusal: 400 for what is not a change of a mode, 403 for one that is locked or not
    allowed, 409 for a settings file that cannot be read.
    """
    from . import bodies

    change = _parse_change(body)
    if change.mode is not None and change.provider is not None:
        await _require_known(service, change.provider)
    try:
        decision = await service.modes.set_mode(change.provider, change.model, change.mode)
    except ModeLocked as locked:
        raise Refusal(
            403,
            message=_forbidden(change, locked.lock),
            reason=say(locked.lock.reason),
            field="mode",
            value=json.dumps(change.mode),
            allowed=[mode.value for mode in locked.lock.modes],
            next_step=say("Contact the administrator of this Jupyter server."),
        ) from locked
    except SettingsError as error:
        raise Refusal(
            409,
            message=say("The mode was not saved because the settings cannot be read or written."),
            reason=str(error),
            next_step=say("Resolve the cause, then set the mode again."),
        ) from error
    return bodies.ModeChanged(
        provider=change.provider,
        model=change.model,
        mode=change.mode,
        decision=decision_body(
            service.memory,
            decision,
            target.Target(change.provider, change.model)
            if change.provider and change.model
            else None,
        ),
    )


def _parse_change(body: bytes) -> bodies.ModeChange:
    from pydantic import ValidationError

    from . import bodies

    if len(body) > _LONGEST_BODY:
        raise Refusal(
            400,
            message=say("The body is longer than {most} bytes.", most=_LONGEST_BODY),
            next_step=say('Send an object such as {"provider": "azure", "mode": "off"}.'),
        )
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(
            400,
            message=say("The body is not JSON: {error}.", error=error),
            next_step=say('Send an object such as {"provider": "azure", "mode": "off"}.'),
        ) from error
    try:
        change = bodies.ModeChange.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        missing = first["type"] == "missing"
        raise Refusal(
            400,
            message=f"{field or 'body'}: {first['msg']}.",
            field=field,
            value=None if missing else _shown(first["input"]),
            allowed=_ALLOWED.get(field or "", None if field else list(_ALLOWED)),
            next_step=say('Send an object such as {"provider": "azure", "mode": "off"}.'),
        ) from error
    if change.model is not None and change.provider is None:
        raise Refusal(
            400,
            message=say("A model requires its provider."),
            field="provider",
            value="null",
            allowed=_ALLOWED["provider"],
            next_step=say("Also send the provider of the model."),
        )
    return change


_LONGEST_BODY = 4096
"""Bytes; a change with the longest ids needs less than half of it."""

_ALLOWED = {
    "provider": [
        "a provider id without colon or space, as GET providers lists it",
        "null, for the default of all providers",
    ],
    "model": ["a model id", "null"],
    "mode": [*(mode.value for mode in modes.Mode), "null"],
}


def _shown(value: Any) -> str:
    return json.dumps(value, default=str)[:200]


async def _require_known(service: Service, provider: str) -> None:
    known = [each.id for each in await service.known_providers()]
    mentioned = (await service.modes.asked()).mentioned()
    browser = service.browser.target
    # Without Jupyter AI no provider is known, and any may be meant.
    if not known or provider in known or provider in mentioned:
        return
    if browser and browser.provider == provider:
        return
    raise Refusal(
        400,
        message=say("Jupyter AI has no provider {name}.", name=_shown(provider)),
        field="provider",
        value=_shown(provider),
        allowed=known,
        next_step=say("Use an ID from GET providers."),
    )


def _forbidden(change: bodies.ModeChange, lock: Lock) -> str:
    name = _name(change) or say("all providers")
    if change.mode is None or len(lock.modes) == 1:
        return say("Streaming of {name} is locked by your administrator.", name=name)
    return say(
        "Your administrator does not allow streaming of {name} to be set to {mode}.",
        name=name,
        mode=mode_name(change.mode),
    )


def _name(change: bodies.ModeChange) -> str:
    return ":".join(filter(None, (change.provider, change.model)))
