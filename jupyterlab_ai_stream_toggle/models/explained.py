"""Sees to it that failures of governed models are explained, and what works again is noted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from typing import Any, Protocol

from ..diagnosis.attached import attached_to
from ..diagnosis.evidence import FailureEvidence, Phase, evidence_of
from ..diagnosis.exchange import Exchange
from ..diagnosis.reworded import reword
from ..streaming.breaks import broke_off
from ..streaming.failures import PageInsteadOfReply, StreamInterrupted
from ..streaming.reply import Reception
from ..target import Target
from .dialects import dialect_of
from .governor import Governor
from .rule import Describe, Rule


class ObservedReply(Protocol):
    """What is known of a reply after the fact."""

    model: Any
    kwargs: dict[str, Any]
    reception: Reception
    target: Target | None
    """Who was asked, once it is known."""
    plainly: bool | None
    """Whether the last request asked for a whole answer; None: no request was made."""
    marks_end: bool | None
    """Whether the endpoint was seen to mark the end of its streams; None: not known."""
    asked_at: float
    """When it was, by the clock that findings go by."""

    @property
    def exchange(self) -> Exchange:
        """What went over the wire for that request."""
        ...


async def observed_whole(
    answer: Awaitable[Any],
    reply: ObservedReply | None,
    governor: Governor | None,
    rule: Rule,
) -> Any:
    """The same answer; a failure is diagnosed and raised as it is."""
    try:
        whole = await answer
    except Exception as error:
        if reply is not None:
            # Passed through to the client library, unless a stream had to be read.
            await explain(error, reply, governor, rule, plainly=reply.plainly is not False)
        raise
    if reply is not None:
        # Where a stream had to be read, it is what the switch would have asked for as well.
        note_answer(reply, governor, rule.describe, as_chat=reply.plainly is False)
    return whole


def note_answer(
    reply: ObservedReply, governor: Governor | None, describe: Describe, *, as_chat: bool = True
) -> None:
    """What failed before, if it did, works again; see `FailureLog.answered`."""
    if governor is not None:
        governor.answered(_target(reply, describe), as_chat=as_chat)


async def explain(
    error: Exception,
    reply: ObservedReply,
    governor: Governor | None,
    rule: Rule,
    *,
    plainly: bool,
) -> None:
    """Diagnose the failure of a reply.

    Never raises, except that the task is cancelled: the failure itself must be seen.
    """
    if governor is None or attached_to(error) is not None:
        return  # some classes make a whole answer out of their own stream, which is explained
    try:
        evidence, target, secrets = _facts(error, reply, rule.describe, plainly=plainly)
        plain_for = None
        if _broke_off(error, reply):
            plain_for = await governor.note_break(target, reply.asked_at, evidence)
        await governor.explain(error, evidence, target, secrets, plain_for)
        _reword(error, rule)
    except asyncio.CancelledError:
        raise
    except Exception:  # see above
        governor.log.exception(_UNEXPLAINED)


def explain_at_once(
    error: Exception,
    reply: ObservedReply,
    governor: Governor | None,
    rule: Rule,
    *,
    plainly: bool,
) -> None:
    """The same for whoever does not await."""
    if governor is None or attached_to(error) is not None:
        return
    try:
        evidence, target, secrets = _facts(error, reply, rule.describe, plainly=plainly)
        plain_for = None
        if _broke_off(error, reply):
            plain_for = governor.note_break_at_once(target, reply.asked_at, evidence)
        governor.explain_at_once(error, evidence, target, secrets, plain_for)
        _reword(error, rule)
    except Exception:  # see above
        governor.log.exception(_UNEXPLAINED)


def _broke_off(error: Exception, reply: ObservedReply) -> bool:
    return broke_off(error, reply.reception.settled(), marks_end=reply.marks_end)


def _reword(error: Exception, rule: Rule) -> None:
    diagnosis = attached_to(error)
    if rule.rewords and diagnosis is not None:
        reword(error, f"{diagnosis.title}. {diagnosis.hint}")


_UNEXPLAINED = "AI stream toggle: a failure could not be explained."


def _facts(
    error: Exception, reply: ObservedReply, describe: Describe, *, plainly: bool
) -> tuple[FailureEvidence, Target, tuple[str, ...]]:
    """The evidence, whose failure it is, and what must not be seen of it."""
    phase = Phase.PLAIN_REQUEST if plainly else Phase.BEFORE_CONTENT
    if isinstance(error, StreamInterrupted):
        phase = Phase.MID_STREAM
    if isinstance(error, PageInsteadOfReply):
        error.body = reply.reception.page_text
    evidence = evidence_of(error, phase, reply.exchange)
    return evidence, _target(reply, describe), secrets_of(reply.model)


def _target(reply: ObservedReply, describe: Describe) -> Target:
    """Described once; a failure may have come before it was."""
    return reply.target or describe(reply.model, reply.kwargs)


def secrets_of(model: Any) -> tuple[str, ...]:
    """The values of a model that must not be seen: its key, and what it sends in headers."""
    found = [dialect_of(type(model)).api_key(model)]
    for name, value in vars(model).items():
        if name.endswith(("_key", "_token", "_secret", "_password")):
            found.append(value)
        elif name.endswith("headers") and isinstance(value, dict):
            found += [each for header, each in value.items() if _holds_secret(str(header), each)]
    return tuple({text for value in found if (text := _revealed(value))})


# Names of headers that carry credentials, and values that can hardly be anything else: a name such
# as `openai`, sent in a header, stands in every error and is nobody's secret.
_CREDENTIAL = re.compile(
    r"auth|token|secret|passw|cookie|credential|session|signature|jwt|(?<![a-z])(api)?keys?(?![a-z])",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])\S{12,}|\S{32,}")


def _holds_secret(header: str, value: object) -> bool:
    return bool(_CREDENTIAL.search(header) or _OPAQUE.search(_revealed(value)))


def _revealed(value: object) -> str:
    reveal = getattr(value, "get_secret_value", None)  # pydantic's SecretStr, 1 and 2
    text = reveal() if callable(reveal) else value
    return text if isinstance(text, str) else ""
