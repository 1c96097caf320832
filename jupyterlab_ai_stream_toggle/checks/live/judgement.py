"""What came of one of the four requests, judged by the very code that judges the replies of chats.

`deliver` says whether it is an answer, in whatever format it came; what it raises is diagnosed as
in chat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...diagnosis.diagnose import diagnose
from ...diagnosis.evidence import FailureEvidence, Phase, evidence_of
from ...diagnosis.next_step import next_step
from ...diagnosis.redaction import redact
from ...language import say
from ...models.reply import ChatReply, CompletionReply
from ...streaming.failures import PageInsteadOfReply, StreamInterrupted
from ...streaming.ladder import judge
from ...streaming.reply import Ending
from ...target import clean_endpoint
from ..exchange import Asker, CheckExchange, RequestKind
from ..result import CheckFinding, failed, passed, warning
from ..subject import Subject
from .bare import BareReply
from .body import read
from .differences import exchange_of, is_rate_limit, size_of
from .observation import Observation

_OK = 200
# What is sent on from these is a question without its text: a page is all that can come of it.
_TO_A_PAGE = (301, 302, 303)
_MOST = 0.8
"""Of a whole answer to the same question: no two answers are as long."""

AnyReply = BareReply | ChatReply | CompletionReply


@dataclass(frozen=True)
class Attempt:
    """A request, as it was made and observed."""

    kind: RequestKind
    by: Asker
    seen: Observation
    reply: AnyReply
    text: str = field(repr=False)
    """The text of the answer."""
    error: Exception | None
    """What was raised: by the client library, or by what judges replies."""

    @property
    def ending(self) -> Ending | None:
        """How the stream ended, if it is one that was read to its end."""
        streamed = self.kind is RequestKind.STREAM and self.error is None
        return self.reply.reception.settled().ending if streamed else None

    def failure(self, expected: str | None) -> Exception | None:
        """Why there is no complete answer; None where there is one.

        `expected` is what the same asker was told without streaming.
        """
        if self.seen.status in _TO_A_PAGE and self.seen.location:
            # Clients follow it, where the check does not; what they find there is no answer.
            return PageInsteadOfReply()
        if self.error is not None and self.seen.refused is not None:
            return self.seen.refused
        if self.ending is Ending.UNMARKED and expected and len(self.text) < _MOST * len(expected):
            # Chat knows such an end from those it has seen before.
            return StreamInterrupted(say("the endpoint ended streaming early"))
        return self.error


async def exchange_of_attempt(attempt: Attempt, subject: Subject) -> CheckExchange:
    """What is known of it."""
    seen, reply = attempt.seen, attempt.reply
    streamed = attempt.kind is RequestKind.STREAM
    connection = subject.connection
    reading = read(seen.text)
    plain = exchange_of(subject, RequestKind.PLAIN, attempt.by)
    failure = attempt.failure(plain.text if plain and plain.answered else None)
    evidence = _evidence(attempt, failure) if failure else None
    # What came of a stream before it began is for the ladder of auto to judge.
    climbs = failure and evidence and evidence.phase is Phase.BEFORE_CONTENT
    judged = await judge(failure, reply.exchange) if failure and climbs else None
    step = judged.step if judged else next_step(evidence) if evidence else None
    target = connection.target if connection else None
    openai = connection is not None and connection.protocol is not None
    secrets = subject.secrets()

    def clean(text: str | None) -> str | None:
        return redact(text, secrets) if text else None

    ending = attempt.ending
    return CheckExchange(
        kind=attempt.kind,
        by=attempt.by,
        url=clean(seen.url),
        api_version=clean(seen.api_version),
        fields=seen.fields,
        size=seen.size,
        tools=seen.tools,
        status=seen.status,
        content_type=clean(seen.content_type),
        location=clean(_host(seen.location)),
        redirected=clean(clean_endpoint(reply.exchange.redirected)),
        first_byte=seen.first_byte,
        spread=seen.spread,
        total=seen.total,
        chunks=reading.events,
        usage=reading.usage if seen.status == _OK and openai else None,
        text=attempt.text,
        marked=ending is Ending.MARKED if ending in (Ending.MARKED, Ending.UNMARKED) else None,
        answered=evidence is None,
        whole=streamed and evidence is None and (reply.reception.whole or reading.whole),
        diagnosis=diagnose(evidence, target=target, secrets=secrets) if evidence else None,
        next_step=step,
        evidence=judged.evidence if judged else None,
    )


def _evidence(attempt: Attempt, failure: Exception) -> FailureEvidence:
    """The facts of a failure, as chat has them."""
    reply = attempt.reply
    if isinstance(failure, PageInsteadOfReply):
        failure.body = reply.reception.page_text
        if attempt.seen.location:
            # The words of its address tell what kind of page it is, in place of its own.
            address = clean_endpoint(attempt.seen.location) or ""
            failure.body = " ".join(re.findall(r"[^\W_]+", address))
            reply.exchange.redirected = _host(attempt.seen.location) or ""
    phase = Phase.BEFORE_CONTENT
    if attempt.kind is RequestKind.PLAIN:
        phase = Phase.PLAIN_REQUEST
    elif isinstance(failure, StreamInterrupted):
        phase = Phase.MID_STREAM
    return evidence_of(failure, phase, reply.exchange)


def _host(url: str | None) -> str | None:
    """Scheme and host only: what follows may hold anything."""
    to = clean_endpoint(url)
    return "/".join(to.split("/")[:3]) if to else None


def finding_of(exchange: CheckExchange, subject: Subject) -> CheckFinding:
    """The same as the finding of a check."""
    figures = {
        say("status"): str(exchange.status) if exchange.status else None,
        say("time"): f"{exchange.total:.2f} s" if exchange.total is not None else None,
        say("request"): size_of(exchange),
    }
    diagnosis = exchange.diagnosis
    if diagnosis is not None:
        figures[say("response")] = " ".join(diagnosis.facts.raw.split())[:300]
        judged = failed if _is_chats(exchange, subject) else warning
        return judged(diagnosis.explanation, diagnosis.hint, figures)
    if exchange.whole:
        return warning(
            say("The endpoint responded to the streaming request with a single JSON response."),
            say("No action needed in Auto mode: the response is shown as it is."),
            figures,
        )
    if exchange.marked is False:
        return warning(
            say(
                "The streaming response has no finish reason, so one that is cut off cannot be "
                "detected."
            ),
            say(
                "Ask the endpoint administrator to pass the final events of streaming responses "
                "through."
            ),
            figures,
        )
    if exchange.in_one_burst:
        return warning(
            say("The response was buffered and arrived all at once."),
            say("Ask the endpoint administrator to turn off response buffering."),
            figures,
        )
    return passed(say("Response received."), figures)


def _is_chats(exchange: CheckExchange, subject: Subject) -> bool:
    """Whether chat fails with it.

    A stream that fails is what the switch is for; the verdict says what comes of it. What the
    check itself asks too often is no failure of chat's, and neither is a bare request that fails
    where Jupyter AI's is answered.
    """
    if exchange.kind is RequestKind.STREAM or is_rate_limit(exchange):
        return False
    if exchange.by is Asker.FRAMEWORK:
        return True
    ours = exchange_of(subject, exchange.kind, Asker.FRAMEWORK)
    return ours is None or not ours.answered
