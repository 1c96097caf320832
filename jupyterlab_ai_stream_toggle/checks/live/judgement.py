"""What came of one of the four requests, judged by the very rules that chat uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...diagnosis.diagnose import diagnose
from ...diagnosis.evidence import FailureEvidence, Phase, evidence_of
from ...diagnosis.next_step import next_step
from ...diagnosis.recorded import recorded
from ...diagnosis.redaction import redact
from ...language import say
from ...streaming.completeness import is_about_the_end
from ...streaming.failures import EmptyReply, PageInsteadOfReply, StreamInterrupted, StreamSilent
from ...target import clean_endpoint
from ..exchange import Asker, CheckExchange, RequestKind
from ..result import CheckFinding, failed, passed, warning
from ..subject import Subject
from .body import Reading, read
from .differences import exchange_of
from .observation import Observation

_OK = 200


@dataclass(frozen=True)
class Attempt:
    """A request, as it was made and observed."""

    kind: RequestKind
    by: Asker
    seen: Observation
    said: str
    """The answer as the client library gave it; empty for a direct request."""
    error: Exception | None
    """What was raised."""

    def phase(self, reading: Reading) -> Phase:
        """When it failed, if it failed."""
        if self.kind is RequestKind.PLAIN:
            return Phase.PLAIN_REQUEST
        return Phase.MID_STREAM if reading.answered or self.said else Phase.BEFORE_CONTENT


def exchange_of_attempt(attempt: Attempt, subject: Subject) -> CheckExchange:
    """What is known of it."""
    seen = attempt.seen
    reading = read(seen.text)
    streamed = attempt.kind is RequestKind.STREAM
    whole = streamed and reading.whole and reading.answered
    evidence = None if whole else _failure(attempt, reading, _whole_answer(subject, attempt.by))
    target = subject.connection.target if subject.connection else None
    secrets = subject.secrets()

    def clean(text: str | None) -> str | None:
        return redact(text, secrets) if text else None

    return CheckExchange(
        kind=attempt.kind,
        by=attempt.by,
        url=clean(seen.url),
        api_version=clean(seen.api_version),
        fields=seen.fields,
        status=seen.status,
        content_type=clean(seen.content_type),
        location=clean(_location(seen)),
        first_byte=seen.first_byte,
        spread=seen.spread,
        total=seen.total,
        chunks=reading.events,
        usage=reading.usage if seen.status == _OK else None,
        text=reading.text or attempt.said,
        marked=reading.finished if streamed and reading.events else None,
        answered=evidence is None,
        whole=whole,
        diagnosis=diagnose(evidence, target=target, secrets=secrets) if evidence else None,
        next_step=next_step(evidence) if evidence else None,
    )


def _whole_answer(subject: Subject, by: Asker) -> str | None:
    """What the same asker was told without streaming."""
    plain = exchange_of(subject, RequestKind.PLAIN, by)
    return plain.text if plain and plain.answered else None


def _failure(attempt: Attempt, reading: Reading, expected: str | None) -> FailureEvidence | None:
    """Why there is no complete answer; None where there is one."""
    seen, phase = attempt.seen, attempt.phase(reading)
    if reading.page and seen.status == _OK:
        # Client libraries make an empty answer, or an error of their own, of it.
        page = PageInsteadOfReply()
        page.body = seen.text
        return evidence_of(page, phase)
    repaired = reading.bare and reading.answered and reading.finished
    if attempt.error is not None and not repaired and not is_about_the_end(attempt.error):
        waited = isinstance(attempt.error, StreamSilent)
        return evidence_of(attempt.error if waited else seen.refused or attempt.error, phase)
    refused = attempt.by is Asker.DIRECT and seen.status != _OK
    if refused or reading.error is not None:
        return _recorded(seen, phase, seen.text if refused else reading.error)
    if not reading.answered and not attempt.said:
        return evidence_of(EmptyReply(streamed=attempt.kind is RequestKind.STREAM), phase)
    if reading.events and not reading.finished and _is_early(reading.text, expected):
        return evidence_of(
            StreamInterrupted(say("the endpoint ended the stream early")), Phase.MID_STREAM
        )
    return None


def _is_early(text: str, expected: str | None) -> bool:
    """Whether a stream without a mark of its end was cut, by what was told without streaming."""
    return expected is None or len(text) < _MOST * len(expected)


_MOST = 0.8
"""Of a whole answer to the same question: no two answers are as long."""

_PHASES = {Phase.MID_STREAM: "mid_stream", Phase.PLAIN_REQUEST: "plain_request"}


def _recorded(seen: Observation, phase: Phase, body: Any) -> FailureEvidence:
    return recorded(
        {
            "phase": _PHASES.get(phase, "on_request"),
            "status": seen.status,
            "headers": seen.headers,
            "body": body,
        }
    )


def _location(seen: Observation) -> str | None:
    """Scheme and host only: what follows may hold anything."""
    to = clean_endpoint(seen.headers.get("location"))
    return "/".join(to.split("/")[:3]) if to else None


def finding_of(exchange: CheckExchange) -> CheckFinding:
    """The same as the finding of a check."""
    figures = {
        say("status"): str(exchange.status) if exchange.status else None,
        say("time"): f"{exchange.total:.2f} s" if exchange.total is not None else None,
    }
    diagnosis = exchange.diagnosis
    if diagnosis is not None:
        # A stream that fails is what the switch is for; the verdict says what comes of it.
        judged = failed if exchange.kind is RequestKind.PLAIN else warning
        figures[say("answer")] = " ".join(diagnosis.facts.raw.split())[:300]
        return judged(diagnosis.explanation, diagnosis.hint, figures)
    if exchange.whole:
        return warning(
            say("The answer came as one whole JSON body, although a stream was asked for."),
            say("In mode auto it is taken as it is."),
            figures,
        )
    if exchange.marked is False:
        return warning(
            say(
                "The stream ends without a finish reason: an answer that is cut off cannot be told "
                "from a whole one."
            ),
            say("Ask the administrator of the endpoint to pass the last events of streams on."),
            figures,
        )
    if exchange.in_one_burst:
        return warning(
            say("The stream was held back, and came all at once."),
            say("Ask the administrator of the endpoint not to buffer answers."),
            figures,
        )
    return passed(say("An answer came."), figures)
