"""`checks`: the connection check."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..checks.runs import CheckUnderWay
from ..language import say
from .base import BaseHandler
from .refusals import Refusal
from .service import Service

if TYPE_CHECKING:
    from ..checks.exchange import CheckExchange
    from ..checks.run import Run
    from ..checks.subject import Subject
    from . import check_bodies

_LONGEST_BODY = 16_384
"""Bytes; a request with the longest values needs less."""


class ChecksHandler(BaseHandler):
    """`POST checks`."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Begin a connection check."""
        with self.refusing():
            run = await start(self.service, self.request.body)
            self.set_status(202)
            self.answer(run)


class CheckHandler(BaseHandler):
    """`GET checks/ID`, and `DELETE checks/ID`."""

    @web.authenticated
    @authorized
    async def get(self, run_id: str) -> None:
        """How far a check is, and what it found."""
        with self.refusing():
            self.answer(look(self.service, run_id))

    @web.authenticated
    @authorized
    async def delete(self, run_id: str) -> None:
        """End a check."""
        with self.refusing():
            self.answer(await cancel(self.service, run_id))


async def start(service: Service, body: bytes) -> check_bodies.CheckRun:
    """Begin a check. Raises Refusal: 400 for what is no request, 409 while another check runs."""
    request = _parse(body)
    try:
        service.checks.require_none()
        subject = await _subject(service, request)
        return check_body(service.checks.start(subject, live=request.live))
    except CheckUnderWay as other:
        raise Refusal(
            409,
            message=say("Another check is still running."),
            field="id",
            value=json.dumps(other.run_id),
            next_step=say(
                ("Wait for it to finish, or cancel it with DELETE checks/{id}."), id=other.run_id
            ),
        ) from other


def look(service: Service, run_id: str) -> check_bodies.CheckRun:
    """How far a check is. Raises Refusal (404) if it is not known."""
    return check_body(_known(service.checks.get(run_id), run_id))


async def cancel(service: Service, run_id: str) -> check_bodies.CheckRun:
    """End a check. Raises Refusal (404) if it is not known."""
    return check_body(_known(await service.checks.cancel(run_id), run_id))


def _known(run: Run | None, run_id: str) -> Run:
    if run is None:
        raise Refusal(
            404,
            message=say("No check has this ID; only the last few are kept."),
            field="id",
            value=json.dumps(run_id[:64]),
            next_step=say("Start a check with POST checks."),
        )
    return run


async def _subject(service: Service, request: check_bodies.CheckRequest) -> Subject:
    # Here, as in all that a server needs only when it is asked for a check.
    from ..checks.subject import subject_here
    from ..jupyter_ai.connection import Unsaved

    unsaved = Unsaved(
        provider=request.provider,
        model=request.model,
        endpoint=request.endpoint,
        api_version=request.api_version,
        api_key=request.api_key,
    )
    # Without an adapter there is no Jupyter AI here that the switch is in effect for.
    connect = partial(service.adapter.connection, unsaved) if service.adapter else _nothing
    return await subject_here(service.found, connect, service.modes.asked)


def _nothing() -> None:
    """There is no model."""


def _parse(body: bytes) -> check_bodies.CheckRequest:
    """The request. A refusal never quotes it: there may be a key in it."""
    from pydantic import ValidationError

    from . import check_bodies

    if len(body) > _LONGEST_BODY:
        raise _refusal(say("The body is longer than {most} bytes.", most=_LONGEST_BODY))
    try:
        data: Any = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise _refusal(say("The body is not JSON.")) from error
    try:
        return check_bodies.CheckRequest.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        known = field in check_bodies.CheckRequest.model_fields
        raise _refusal(
            f"{field if known else 'body'}: {first['msg']}.",
            field=field[:64] if field else None,
            allowed=None if known else list(check_bodies.CheckRequest.model_fields),
        ) from error


def _refusal(
    message: str, *, field: str | None = None, allowed: list[str] | None = None
) -> Refusal:
    return Refusal(
        400,
        message=message,
        field=field,
        allowed=allowed,
        next_step=say('Send an object such as {"live": true}; all fields are optional.'),
    )


def check_body(run: Run) -> check_bodies.CheckRun:
    """A check for the wire."""
    from . import check_bodies

    target, verdict = run.target, run.verdict
    return check_bodies.CheckRun(
        id=run.id,
        live=run.live,
        live_requests=run.live_requests,
        state=run.state,
        total=len(run.checks),
        results=[
            check_bodies.CheckResult(
                id=each.id,
                title=each.title,
                outcome=each.outcome,
                explanation=each.explanation,
                hint=each.hint,
                figures=[
                    check_bodies.CheckFigure(name=name, value=value)
                    for name, value in each.figures.items()
                ],
            )
            for each in run.results
        ],
        comparison=[_exchange(each) for each in run.subject.exchanges],
        differences=run.differences,
        verdict=check_bodies.CheckVerdict(
            text=verdict.text,
            works=verdict.works,
            recommended=verdict.recommended,
            provider=target.provider if target else None,
            model=target.model if target else None,
        )
        if verdict
        else None,
        ask_administrator=run.ask_administrator,
        report=run.report,
    )


def _exchange(exchange: CheckExchange) -> check_bodies.CheckExchange:
    from . import check_bodies

    return check_bodies.CheckExchange(
        kind=exchange.kind,
        by=exchange.by,
        url=exchange.url,
        status=exchange.status,
        content_type=exchange.content_type,
        first_byte_ms=_milliseconds(exchange.first_byte),
        total_ms=_milliseconds(exchange.total),
        chunks=exchange.chunks,
        usage=exchange.usage,
        problem=exchange.diagnosis.title if exchange.diagnosis else None,
    )


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
