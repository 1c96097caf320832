"""What users are told: the cause of each failure, in accordance with the next step."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.case import case_of
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence, Phase, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import NextStep, Verdict, next_step, verdict
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES, cause_of
from jupyterlab_ai_stream_toggle.streaming.failures import (
    EmptyReply,
    ErrorInReply,
    FilteredReply,
    NoRoomToReply,
    PageInsteadOfReply,
    PlainSilent,
    StreamInterrupted,
    StreamSilent,
)

from .records import ALL, RECORDS, evidence


@pytest.mark.parametrize(("expected", *"prbem"), RECORDS)
def test_the_cause(expected: str, p: str, r: int | None, b: Any, e: str, m: str) -> None:
    told = diagnose(evidence(p, r, b, e, m))
    assert told.id == expected
    assert told.title
    assert told.explanation
    assert told.hint
    assert "{" not in told.title + told.explanation + told.hint


def test_every_cause_has_a_record() -> None:
    ours = {"stream-silent", "no-response"}  # no client library reports it
    assert {expected for expected, *_ in RECORDS} | ours == set(CAUSES)


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.raw[:40])
def test_cause_and_next_step_agree(facts: FailureEvidence) -> None:
    cause, step = cause_of(case_of(facts)).id, next_step(facts)
    assert (cause == "streaming-required") is (step is NextStep.NEEDS_STREAM)
    assert (cause == "stream-options-not-supported") is (step is NextStep.STREAM_WITHOUT_OPTIONS)
    if cause in ("streaming-not-supported", "streaming-permission-denied"):
        assert step is NextStep.PLAIN_REQUEST
        assert verdict(facts) is Verdict.REFUSED
    elif step is NextStep.PLAIN_REQUEST and cause != "reply-malformed":
        # Something failed, and streaming was not named: then nobody is told that it was.
        assert verdict(facts) is Verdict.UNTELLING
    if cause == "stream-interrupted":
        assert step is not NextStep.RAISE


@pytest.mark.parametrize(
    ("error", "phase", "cause"),
    [
        (EmptyReply(streamed=True), Phase.BEFORE_CONTENT, "empty-reply"),
        (NoRoomToReply(), Phase.BEFORE_CONTENT, "empty-reply"),
        (FilteredReply("SAFETY"), Phase.BEFORE_CONTENT, "content-filtered"),
        (
            ErrorInReply({"message": "Incorrect API key", "code": "invalid_api_key"}),
            Phase.BEFORE_CONTENT,
            "key-rejected",
        ),
        (ErrorInReply("The server is overloaded"), Phase.BEFORE_CONTENT, "provider-down"),
        (StreamSilent(30), Phase.BEFORE_CONTENT, "stream-silent"),
        (PlainSilent(30), Phase.PLAIN_REQUEST, "no-response"),
        (
            StreamInterrupted("the connection was closed"),
            Phase.MID_STREAM,
            "stream-interrupted",
        ),
        (PageInsteadOfReply(), Phase.BEFORE_CONTENT, "endpoint-wrong"),
    ],
)
def test_what_we_find_out_ourselves(error: Exception, phase: Phase, cause: str) -> None:
    assert diagnose(evidence_of(error, phase)).id == cause
