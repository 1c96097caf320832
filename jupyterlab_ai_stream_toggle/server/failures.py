"""`failures`: what failed, until it is dismissed or works again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..diagnosis.log import Failure
from ..language import say
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
        self.answer(failures(self.service))

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


def failures(service: Service) -> bodies.Failures:
    """The answer to `GET failures`."""
    from . import bodies

    return bodies.Failures(
        failures=[_failure(service, each) for each in service.failures.failures()]
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


def _failure(service: Service, failure: Failure) -> bodies.Failure:
    from . import bodies

    diagnosis, facts = failure.diagnosis, failure.diagnosis.facts
    return bodies.Failure(
        id=failure.id,
        diagnosis=diagnosis.id,
        severity=diagnosis.severity,
        title=diagnosis.title,
        explanation=diagnosis.explanation,
        hint=diagnosis.hint,
        actions=list(diagnosis.actions),
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
