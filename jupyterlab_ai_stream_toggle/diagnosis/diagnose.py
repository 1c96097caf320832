"""From the evidence of a failure to what a person is told about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection

from ..language import noted, say
from ..modes import Mode
from ..target import Target
from .case import Case
from .cause import Cause, Variant
from .causes.installation import UNKNOWN
from .diagnosis import Action, Diagnosis, Facts
from .evidence import FailureEvidence, Phase
from .recognition import recognise
from .redaction import redact
from .surroundings import proxy_for
from .tracebacks import without_tracebacks
from .waiting import seconds_in_text

KEPT = noted("The part that arrived is kept, but it is incomplete.")
"""Added to the explanation of whatever happens after the first text."""

REDIRECTED = noted("The request was redirected to {url}.")
"""Added where it was answered, or failed, at another place than it was sent to."""

PLAIN_FOR_NOW = noted(
    "Streams of this model have broken off several times in a row: for the next {wait}, responses "
    "arrive all at once."
)
"""Added where `auto` has had enough of streams that break off."""

RAW = 4_000
"""Characters of the raw text that are kept."""

_LONGEST_NAME = 80
# Types that OpenAI and its likes give to most of their errors, beside a code that says more.
_GENERAL = {"api_error", "authentication_error", "invalid_request_error", "server_error"}
_NO_NAME = re.compile(r"[^\w.\[\]-]")
_log = logging.getLogger(__name__)


def diagnose(
    evidence: FailureEvidence,
    *,
    target: Target | None = None,
    mode: Mode | None = None,
    secrets: Collection[str] = (),
    plain_for: float | None = None,
) -> Diagnosis:
    """What the failure is, and what to do about it. Never raises.

    `target` is what was asked, `mode` how streaming was set, `secrets` are values that must not be
    seen, such as the key of the request; what has the look of a secret is hidden anyway.
    `plain_for`: for how many seconds `auto` asks for no stream, since too many broke off.
    """
    try:
        case, cause = recognise(evidence)
        facts = _facts(case, cause, target, secrets)
        variant = cause.variant(case, facts)
    except Exception:  # noqa: BLE001  # a cause that fails must not hide the failure
        _log.exception("A failure could not be diagnosed.")
        cause, variant = UNKNOWN, None
        facts = Facts(phase=evidence.phase, status=evidence.status)
    return _diagnosis(cause, variant, facts, mode, plain_for)


def _diagnosis(
    cause: Cause, variant: Variant | None, facts: Facts, mode: Mode | None, plain_for: float | None
) -> Diagnosis:
    words = variant or cause
    values = {
        "parameter": facts.parameter or "",
        "wait": duration(facts.wait) if facts.wait is not None else "",
        "status": facts.status or "",
    }
    explanation = say(words.explanation or cause.explanation, **values)
    if facts.redirected:
        explanation = f"{explanation} {say(REDIRECTED, url=facts.redirected)}"
    if facts.phase is Phase.MID_STREAM:
        explanation = f"{explanation} {say(KEPT)}"
    if plain_for is not None:
        explanation = f"{explanation} {say(PLAIN_FOR_NOW, wait=duration(plain_for))}"
    return Diagnosis(
        id=cause.id,
        severity=cause.severity,
        title=say(words.title or cause.title, **values),
        explanation=explanation,
        hint=say(words.hint or cause.hint, **values),
        actions=_actions(cause.actions, facts, mode),
        facts=facts,
        disproof=cause.disproof,
    )


def _actions(actions: tuple[Action, ...], facts: Facts, mode: Mode | None) -> tuple[Action, ...]:
    """What a button can offer, without what has been done already."""
    done: set[Action] = set()
    if mode is Mode.OFF or facts.phase is Phase.PLAIN_REQUEST:
        done.add(Action.USE_PLAIN)
    if mode is Mode.ON:
        done.add(Action.TRY_STREAMING)
    return (
        *(each for each in actions if each not in done),
        Action.COPY_DETAILS,
        Action.HELP,
    )


def _facts(case: Case, cause: Cause, target: Target | None, secrets: Collection[str]) -> Facts:
    evidence = case.evidence
    wait = evidence.retry_after
    if wait is None and cause.waits:
        wait = seconds_in_text(f"{case.said}\n{case.raw}")
    return Facts(
        phase=evidence.phase,
        status=evidence.status,
        code=_code(evidence, secrets),
        content_type=evidence.content_type,
        parameter=_parameter(case, cause, secrets),
        wait=wait,
        proxied=proxy_for(target.endpoint) is not None if target else None,
        provider=target.provider if target else None,
        model=target.model if target else None,
        endpoint=target.endpoint if target else None,
        api_version=target.api_version if target else None,
        request=evidence.request,
        redirected=evidence.redirected,
        # What had come of a good answer is none of a failure's details.
        answer="" if evidence.phase is Phase.MID_STREAM else redact(evidence.answer, secrets, RAW),
        raw=redact(without_tracebacks(evidence.raw or evidence.text), secrets, RAW),
    )


def _code(evidence: FailureEvidence, secrets: Collection[str]) -> str | None:
    """The longest code that is no status and no general type, if there is one."""
    codes = [each for each in evidence.codes if each not in ("none", "null", "error", "")]
    named = [each for each in codes if not each.isdigit()]
    telling = [each for each in named if each not in _GENERAL] or named or codes
    return redact(max(sorted(telling), key=len), secrets, _LONGEST_NAME) if telling else None


def _parameter(case: Case, cause: Cause, secrets: Collection[str]) -> str | None:
    name = cause.parameter(case) if cause.parameter else None
    # It becomes a part of sentences: whoever sent it must not lay them out.
    return _NO_NAME.sub("", redact(name, secrets, _LONGEST_NAME)) or None if name else None


def duration(seconds: float) -> str:
    """A time to wait, in units that need no translation."""
    whole = max(1, round(seconds))
    if whole < 120:
        return f"{whole} s"
    minutes = -(-whole // 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{-(-hours // 24)} d"
