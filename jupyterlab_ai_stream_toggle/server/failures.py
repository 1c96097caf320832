"""`GET failures` and `DELETE failures`: what failed, until it is dismissed or works again."""

from __future__ import annotations

import json

from ..diagnosis.log import Failure
from . import wire
from .refusals import Refusal
from .service import Service
from .times import iso


def failures(service: Service) -> wire.Failures:
    """The answer to `GET failures`."""
    return wire.Failures(failures=[_failure(each) for each in service.failures.failures()])


def dismiss(service: Service) -> wire.Dismissed:
    """The answer to `DELETE failures`."""
    return wire.Dismissed(dismissed=service.failures.dismiss_all())


def dismiss_one(service: Service, failure_id: str) -> wire.Dismissed:
    """The answer to `DELETE failures/ID`. Raises Refusal (404) if there is none."""
    if not service.failures.dismiss(failure_id):
        raise Refusal(
            404,
            wire.Problem(
                message="There is no failure of this id; it may have been dismissed or solved.",
                field="id",
                value=json.dumps(failure_id[:64]),
                next_step="Take an id that GET failures lists.",
            ),
        )
    return wire.Dismissed(dismissed=1)


def _failure(failure: Failure) -> wire.Failure:
    told, facts = failure.diagnosis, failure.diagnosis.facts
    return wire.Failure(
        id=failure.id,
        diagnosis=told.id,
        severity=told.severity,
        title=told.title,
        explanation=told.explanation,
        hint=told.hint,
        actions=list(told.actions),
        provider=failure.target.provider,
        model=failure.target.model,
        endpoint=failure.target.endpoint,
        api_version=failure.target.api_version,
        phase=facts.phase,
        status=facts.status,
        code=facts.code,
        content_type=facts.content_type,
        parameter=facts.parameter,
        wait=facts.wait,
        raw=facts.raw,
        count=failure.count,
        first_seen=iso(failure.first_seen),
        last_seen=iso(failure.last_seen),
    )
