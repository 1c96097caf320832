"""`browser`: how models are asked whose persona runs in the browser, and what came of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..browser.failed import Failed
from ..capability.record import Evidence, Finding
from ..diagnosis.next_step import NextStep
from ..language import say
from ..modes import Delivery
from ..target import Target, clean_endpoint
from .base import BaseHandler
from .refusals import Refusal
from .service import Service

if TYPE_CHECKING:
    from . import browser_bodies

    Asked = TypeVar("Asked", bound=browser_bodies.BrowserModel)

_LONGEST_BODY = 200_000
"""Bytes; the longest texts, in any script, need less."""


class BrowserPlansHandler(BaseHandler):
    """`POST browser/plans`."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """How the next reply of a model is to be fetched by the browser."""
        with self.refusing():
            self.answer(await plan(self.service, self.request.body))


class BrowserAnswersHandler(BaseHandler):
    """`POST browser/answers`."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """What came in the browser, to be remembered by the rules for all replies."""
        with self.refusing():
            self.answer(await note(self.service, self.request.body))


class BrowserFailuresHandler(BaseHandler):
    """`POST browser/failures`."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """What a failure in the browser means, and whether to ask in another way."""
        with self.refusing():
            host = self.request.host_name
            self.answer(await judge(self.service, self.request.body, host))


async def plan(service: Service, body: bytes) -> browser_bodies.BrowserPlan:
    """The answer to `POST browser/plans`. Raises Refusal (400) for what is no such request."""
    from . import browser_bodies

    asked = _parsed(body, browser_bodies.BrowserModel)
    planned = await service.browser.plan(asked.persona, _target(asked))
    timeouts = planned.plan.timeouts
    return browser_bodies.BrowserPlan(
        mode=planned.plan.mode,
        delivery="plain" if planned.delivery is Delivery.PLAIN else "stream",
        proven=planned.proven,
        plain_after=None if planned.proven else timeouts.plain_after,
        silence=timeouts.silence,
        at=planned.plan.at,
    )


async def note(service: Service, body: bytes) -> browser_bodies.BrowserNoted:
    """The answer to `POST browser/answers`. Raises Refusal (400) for what is no such request."""
    from . import browser_bodies

    came = _parsed(body, browser_bodies.BrowserAnswer)
    target = _target(came)
    if came.delivery is None:
        service.browser.answered(target, marked=came.marked, as_chat=came.as_chat)
        return browser_bodies.BrowserNoted(learned=came.marked)
    evidence = came.evidence or Evidence.STREAM_WORKED
    plain = came.delivery == "plain"
    if plain == (evidence in _OF_STREAMS):
        raise Refusal(
            400,
            message=say("{evidence} is no proof of {delivery}.", evidence=evidence.value,
                        delivery=came.delivery),
            field="evidence",
            value=json.dumps(evidence.value),
            allowed=[each.value for each in Evidence if plain != (each in _OF_STREAMS)],
            next_step=say("Send the evidence that POST browser/failures gave."),
        )  # fmt: skip
    delivery = Delivery.PLAIN if plain else Delivery.STREAM
    service.browser.learn(target, Finding(delivery, evidence))
    return browser_bodies.BrowserNoted(learned=True)


_OF_STREAMS = (Evidence.STREAM_WORKED, Evidence.STREAM_REQUIRED, Evidence.BROKE_OFF)
"""What a plain answer proves nothing of. Breaks are noted with the failure."""


async def judge(service: Service, body: bytes, page_host: str) -> browser_bodies.BrowserVerdict:
    """The answer to `POST browser/failures`. Raises Refusal (400) for what is no such request.

    `page_host` is the name by which the browser reaches this server.
    """
    from . import browser_bodies

    told = _parsed(body, browser_bodies.BrowserFailure)
    headers = {"content-type": told.content_type, "retry-after": told.retry_after}
    judged = await service.browser.judge(
        _target(told),
        Failed(
            kind=told.kind,
            phase=told.phase,
            url=told.url,
            status=told.status,
            headers={name: value for name, value in headers.items() if value},
            body=told.body,
            message=told.message,
            reason=told.reason,
            seconds=told.seconds,
        ),
        asked_at=told.asked_at,
        page_host=page_host,
    )
    diagnosis = judged.diagnosis
    return browser_bodies.BrowserVerdict(
        next=_NEXT.get(judged.step, "tell"),
        evidence=judged.evidence,
        diagnosis=diagnosis.id if diagnosis else None,
        title=diagnosis.title if diagnosis else None,
        explanation=diagnosis.explanation if diagnosis else None,
        hint=diagnosis.hint if diagnosis else None,
    )


_NEXT = {NextStep.PLAIN_REQUEST: "plain", NextStep.NEEDS_STREAM: "stream"}


def _target(asked: browser_bodies.BrowserModel) -> Target:
    return Target(
        provider=asked.provider,
        model=asked.model,
        endpoint=clean_endpoint(asked.endpoint),
        tools=asked.tools,
        key_mark=asked.key_mark,
    )


def _parsed(body: bytes, kind: type[Asked]) -> Asked:
    from pydantic import ValidationError

    hint = say('Send an object such as {"persona": "Jupyternaut", "provider": "openai", …}.')
    if len(body) > _LONGEST_BODY:
        raise Refusal(
            400,
            message=say("The body is longer than {most} bytes.", most=_LONGEST_BODY),
            next_step=hint,
        )
    try:
        return kind.model_validate(json.loads(body))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        missing = first["type"] == "missing"
        raise Refusal(
            400,
            message=f"{field or 'body'}: {first['msg']}.",
            field=field,
            # Of the rest it may hold what an endpoint said.
            value=None if missing or field in _QUOTING else json.dumps(first["input"])[:200],
            allowed=None,
            next_step=hint,
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refusal(
            400, message=say("The body is not JSON: {error}.", error=error), next_step=hint
        ) from error


_QUOTING = (None, "body", "message", "url", "endpoint")
