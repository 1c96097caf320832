"""`failures`: what failed, until it is dismissed or works again."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..diagnosis.diagnosis import Action
from ..diagnosis.log import Failure
from ..language import say
from ..modes import Mode
from ..policy.resolve import resolve
from .base import BaseHandler
from .refusals import Refusal
from .service import Service
from .times import iso

if TYPE_CHECKING:
    from . import bodies


class FailuresHandler(BaseHandler):
    """`GET failures`, and `DELETE failures`."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """What failed and was neither dismissed nor solved, the one seen last first."""
        self.answer(await failures(self.service))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        """Dismiss all."""
        self.answer(dismiss(self.service))


class FailureHandler(BaseHandler):
    """`DELETE failures/ID`."""

    @web.authenticated
    @authorized
    async def delete(self, failure_id: str) -> None:
        """Dismiss one."""
        with self.refusing():
            self.answer(dismiss_one(self.service, failure_id))


async def failures(service: Service) -> bodies.Failures:
    """The answer to `GET failures`."""
    from . import bodies

    asked = await service.modes.asked()
    return bodies.Failures(
        failures=[
            _failure(service, each, resolve(asked, each.target.provider, each.target.model).allowed)
            for each in service.failures.failures()
        ]
    )


def dismiss(service: Service) -> bodies.Dismissed:
    """The answer to `DELETE failures`."""
    from . import bodies

    return bodies.Dismissed(dismissed=service.failures.dismiss_all())


def dismiss_one(service: Service, failure_id: str) -> bodies.Dismissed:
    """The answer to `DELETE failures/ID`. Raises Refusal (404) if there is none."""
    from . import bodies

    if not service.failures.dismiss(failure_id):
        raise Refusal(
            404,
            message=say("No failure has this ID; it may have been dismissed or resolved."),
            field="id",
            value=json.dumps(failure_id[:64]),
            next_step=say("Use an ID from GET failures."),
        )
    return bodies.Dismissed(dismissed=1)


_NEEDED = {Action.USE_PLAIN: Mode.OFF, Action.TRY_STREAMING: Mode.AUTO}
"""The modes that actions set: what a lock refuses is not offered."""


def _failure(service: Service, failure: Failure, allowed: Collection[Mode]) -> bodies.Failure:
    from . import bodies

    diagnosis, facts = failure.diagnosis, failure.diagnosis.facts
    return bodies.Failure(
        id=failure.id,
        diagnosis=diagnosis.id,
        severity=diagnosis.severity,
        title=diagnosis.title,
        explanation=diagnosis.explanation,
        hint=diagnosis.hint,
        actions=[each for each in diagnosis.actions if _NEEDED.get(each) in {None, *allowed}],
        provider=failure.target.provider,
        model=failure.target.model,
        persona=service.browser.persona_of(failure.target),
        endpoint=failure.target.endpoint,
        api_version=failure.target.api_version,
        phase=facts.phase,
        status=facts.status,
        code=facts.code,
        content_type=facts.content_type,
        parameter=facts.parameter,
        wait=facts.wait,
        request=facts.request,
        redirected=facts.redirected,
        answer=facts.answer,
        raw=facts.raw,
        count=failure.count,
        first_seen=iso(failure.first_seen),
        last_seen=iso(failure.last_seen),
    )
