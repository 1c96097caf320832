"""The REST interface: parse, call, finish."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.extension.handler import ExtensionHandlerMixin
from tornado import web

from .service import Service

if TYPE_CHECKING:
    from pydantic import BaseModel

NAMESPACE = "jupyterlab-ai-stream-toggle"
AUTH_RESOURCE = "jupyterlab_ai_stream_toggle"
SERVICE = "ai_stream_toggle_service"
"""The key of the `Service` in the settings of the web application."""

_LONGEST_ID = 512
"""Characters of a model id that are looked at."""


class BaseHandler(ExtensionHandlerMixin, APIHandler):
    """Every verb of the subclasses is authenticated, then authorized under one resource name."""

    auth_resource = AUTH_RESOURCE

    async def prepare(self) -> None:  # type: ignore[override]  # as APIHandler does
        """Load what makes the answers."""
        await super().prepare()
        # On a worker thread and only now: pydantic takes a third of a second to import, which
        # neither the start of the server nor its event loop should pay.
        await asyncio.to_thread(_load)

    @property
    def service(self) -> Service:
        """The switch of this server."""
        return cast(Service, self.settings[SERVICE])

    def answer(self, body: BaseModel) -> None:
        """Finish with a wire model as JSON."""
        self.finish(body.model_dump_json())

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Finish with the problem of a `Refusal`, if one is raised."""
        from .refusals import Refusal

        try:
            yield
        except Refusal as refusal:
            self.set_status(refusal.status)
            self.answer(refusal.problem)


def _load() -> None:
    """Load the modules that the verbs import once more, which costs nothing then."""
    from . import answers, changes, checking, failures, forgetting, recovering  # noqa: F401


class StatusHandler(BaseHandler):
    """`GET status`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Which Jupyter AI was found, whether the switch is in effect, the current decision.

        `model` is what the model picker of one chat says, where that has one.
        """
        from . import answers

        self.service.watch.wake()
        selected = self.get_query_argument("model", "")[:_LONGEST_ID]
        self.answer(await answers.status(self.service, selected or None))


class ProvidersHandler(BaseHandler):
    """`GET providers`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """All providers, with their decisions and the models that have a mode."""
        from . import answers

        self.answer(await answers.providers(self.service))


class ModesHandler(BaseHandler):
    """`PUT modes`."""

    @web.authenticated
    @authorized
    async def put(self) -> None:
        """Change the mode of a provider or a model."""
        from . import changes

        with self.refusing():
            self.answer(await changes.change_mode(self.service, self.request.body))


class RecoveryHandler(BaseHandler):
    """`GET recovery`, and `POST recovery`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What is wrong with the settings file, and what would stand in its place."""
        from . import recovering

        with self.refusing():
            self.answer(await recovering.look(self.service))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Bring the last good settings back."""
        from . import recovering

        with self.refusing():
            self.answer(await recovering.restore(self.service))


class CapabilitiesHandler(BaseHandler):
    """`GET capabilities`, and `DELETE capabilities`, with `provider` and `model` or without."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What was found out, the one seen last first."""
        from . import answers

        await self.service.memory.refresh()
        self.answer(answers.capabilities(self.service))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Forget everything, or what is known about a provider or a model."""
        from . import forgetting

        with self.refusing():
            query = self.request.query_arguments
            self.answer(await forgetting.forget(self.service, query))


class CapabilityHandler(BaseHandler):
    """`DELETE capabilities/ID`."""

    @web.authenticated
    @authorized
    async def delete(self, target_id: str) -> None:
        """Forget one way of reaching a model."""
        from . import forgetting

        with self.refusing():
            self.answer(await forgetting.forget_one(self.service, target_id))


class FailuresHandler(BaseHandler):
    """`GET failures`, and `DELETE failures`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What failed and was neither dismissed nor solved, the one seen last first."""
        from . import failures

        self.answer(failures.failures(self.service))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Dismiss all."""
        from . import failures

        self.answer(failures.dismiss(self.service))


class FailureHandler(BaseHandler):
    """`DELETE failures/ID`."""

    @web.authenticated
    @authorized
    async def delete(self, failure_id: str) -> None:
        """Dismiss one."""
        from . import failures

        with self.refusing():
            self.answer(failures.dismiss_one(self.service, failure_id))


class ChecksHandler(BaseHandler):
    """`POST checks`."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Begin a connection check."""
        from . import checking

        with self.refusing():
            run = await checking.start(self.service, self.request.body)
            self.set_status(202)
            self.answer(run)


class CheckHandler(BaseHandler):
    """`GET checks/ID`, and `DELETE checks/ID`."""

    @web.authenticated
    @authorized
    async def get(self, run_id: str) -> None:
        """How far a check is, and what it found."""
        from . import checking

        with self.refusing():
            self.answer(checking.look(self.service, run_id))

    @web.authenticated
    @authorized
    async def delete(self, run_id: str) -> None:
        """End a check."""
        from . import checking

        with self.refusing():
            self.answer(await checking.cancel(self.service, run_id))


HANDLERS: list[tuple[str, type[BaseHandler]]] = [
    (rf"/{NAMESPACE}/status", StatusHandler),
    (rf"/{NAMESPACE}/providers", ProvidersHandler),
    (rf"/{NAMESPACE}/modes", ModesHandler),
    (rf"/{NAMESPACE}/recovery", RecoveryHandler),
    (rf"/{NAMESPACE}/capabilities", CapabilitiesHandler),
    (rf"/{NAMESPACE}/capabilities/([^/]+)", CapabilityHandler),
    (rf"/{NAMESPACE}/failures", FailuresHandler),
    (rf"/{NAMESPACE}/failures/([^/]+)", FailureHandler),
    (rf"/{NAMESPACE}/checks", ChecksHandler),
    (rf"/{NAMESPACE}/checks/([^/]+)", CheckHandler),
]
