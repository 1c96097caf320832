"""`capabilities`: what was found out, told and forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..language import say
from ..target import Target
from .base import BaseHandler
from .decisions import learned_body
from .refusals import Refusal
from .service import Service

if TYPE_CHECKING:
    from . import bodies


_FIELDS = ("provider", "model")


class CapabilitiesHandler(BaseHandler):
    """`GET capabilities`, and `DELETE capabilities`, with `provider` and `model` or without."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What was found out, the one seen last first."""
        await self.service.memory.refresh()
        self.answer(capabilities(self.service))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Forget everything, or what is known about a provider or a model."""
        with self.refusing():
            query = self.request.query_arguments
            self.answer(await forget(self.service, query))


class CapabilityHandler(BaseHandler):
    """`DELETE capabilities/ID`."""

    @web.authenticated
    @authorized
    async def delete(self, target_id: str) -> None:
        """Forget one way of reaching a model."""
        with self.refusing():
            self.answer(await forget_one(self.service, target_id))


def capabilities(service: Service) -> bodies.Capabilities:
    """The answer to `GET capabilities`."""
    from . import bodies

    return bodies.Capabilities(
        capabilities=[
            bodies.Capability(
                provider=about.provider,
                model=about.model,
                endpoint=about.endpoint,
                api_version=about.api_version,
                tools=about.tools,
                **learned_body(about, capability).model_dump(),
            )
            for about, capability in service.memory.records()
        ]
    )


async def forget(service: Service, query: Mapping[str, list[bytes]]) -> bodies.Forgotten:
    """Forget everything, or what is known about `provider`, or about its `model`.

    Raises Refusal (400) for a query that says something else: a mistyped field must not forget
    more than was meant.
    """
    from . import bodies

    asked = {name: _one(name, values) for name, values in query.items() if name != "token"}
    if "model" in asked and "provider" not in asked:
        raise _refusal("model", asked["model"], say("A model requires its provider."))

    def matches(target: Target) -> bool:
        return all(getattr(target, name) == value for name, value in asked.items())

    return bodies.Forgotten(forgotten=await _forget(service, matches))


async def forget_one(service: Service, target_id: str) -> bodies.Forgotten:
    """Forget one way of reaching a model. Raises Refusal (404) if it is not known."""
    from . import bodies

    forgotten = await _forget(service, lambda target: target.id == target_id)
    if not forgotten:
        raise Refusal(
            404,
            message=say("No detection result has this ID; it may have been reset already."),
            field="id",
            value=json.dumps(target_id[:64]),
            next_step=say("Use an ID from GET capabilities."),
        )
    return bodies.Forgotten(forgotten=forgotten)


async def _forget(service: Service, matches: Callable[[Target], bool]) -> int:
    try:
        return await service.memory.forget(matches)
    except OSError as error:
        raise Refusal(
            409,
            message=say("The detection results were reset only until the server restarts."),
            reason=say(
                "The detection results cannot be saved: {error}.",
                error=error.strerror or str(error),
            ),
            next_step=say(
                "Allow this server to write to the file set in c.StreamToggle.memory_file, then "
                "try again."
            ),
        ) from error


def _one(name: str, values: list[bytes]) -> str:
    text = values[-1].decode("utf-8", "replace")
    if name not in _FIELDS:
        raise _refusal(
            name,
            text,
            say(("The query does not support the field {name}."), name=json.dumps(name[:64])),
        )
    if len(values) > 1 or not text:
        raise _refusal(name, text, say("{name} must be given once and not be empty.", name=name))
    return text


def _refusal(name: str, value: str, message: str) -> Refusal:
    return Refusal(
        400,
        message=message,
        field=name[:64],
        value=json.dumps(value[:200]),
        allowed=["provider", "provider and model", "neither, to forget everything"],
        next_step=say("For example, send DELETE capabilities?provider=azure&model=gpt-4o."),
    )
