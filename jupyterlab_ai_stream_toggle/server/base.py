"""What the handlers of all resources share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from jupyter_server.base.handlers import APIHandler
from jupyter_server.extension.handler import ExtensionHandlerMixin

from .refusals import Refusal
from .service import Service

if TYPE_CHECKING:
    from pydantic import BaseModel

AUTH_RESOURCE = "jupyterlab_ai_stream_toggle"
SERVICE = "ai_stream_toggle_service"
"""The key of the `Service` in the settings of the web application."""

_READS = ("GET", "HEAD")


class BaseHandler(ExtensionHandlerMixin, APIHandler):
    """Every verb of the subclasses is authenticated, then authorized under one resource name.

    The bodies are imported in the functions that make them: pydantic takes a third of a
    second to load, which neither the start of the server nor its event loop should pay.
    """

    auth_resource = AUTH_RESOURCE

    async def prepare(self) -> None:  # type: ignore[override]  # as APIHandler does
        """Load what the verbs import, on a worker thread; it costs nothing the next time."""
        await super().prepare()
        await asyncio.to_thread(_load)

    @property
    def service(self) -> Service:
        """The switch of this server."""
        return cast(Service, self.settings[SERVICE])

    def update_api_activity(self) -> None:
        """Only what changes something counts as work.

        An open tab reads by itself; that would keep an idle server from being culled.
        """
        if self.request.method not in _READS:
            super().update_api_activity()

    def answer(self, body: BaseModel) -> None:
        """Finish with a body as JSON."""
        self.finish(body.model_dump_json())

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Finish with the problem of a `Refusal`, if one is raised."""
        try:
            yield
        except Refusal as refusal:
            from . import bodies

            self.set_status(refusal.status)
            self.answer(
                bodies.Problem(
                    message=refusal.message,
                    reason=refusal.reason,
                    field=refusal.field,
                    value=refusal.value,
                    allowed=None if refusal.allowed is None else list(refusal.allowed),
                    next_step=refusal.next_step,
                )
            )


def _load() -> None:
    from ..checks import run  # noqa: F401
    from . import bodies, browser_bodies, check_bodies  # noqa: F401
