"""What users are advised fits the endpoint, the phase and what was done already."""

from __future__ import annotations

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Action, Severity
from jupyterlab_ai_stream_toggle.diagnosis.evidence import Phase, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.streaming.failures import StreamInterrupted

from .records import AZURE, PLAIN, STREAM, openai


def test_waiting_is_not_advised_where_it_does_not_help() -> None:
    text = "Request too large for this model: Limit 30000, Requested 31000."
    told = diagnose(recorded({"status": 429, "body": openai(text)}))
    assert "Waiting will not help" in told.hint


def test_azure_is_spoken_to_in_its_own_words() -> None:
    missing = recorded({"status": 404, "body": openai("x", code="DeploymentNotFound")})
    assert diagnose(missing, target=AZURE).title == "Deployment not found"
    nothing = recorded({"status": 404, "body": openai("Resource not found", code="404")})
    hint = diagnose(nothing, target=AZURE).hint
    assert "API version" in hint
    assert "deployment" in hint


def test_what_was_done_already_is_not_offered() -> None:
    refused = recorded({"status": 500, "phase": STREAM})
    assert Action.USE_PLAIN in diagnose(refused, mode=Mode.ON).actions
    plain = recorded({"status": 500, "phase": PLAIN})
    assert Action.USE_PLAIN not in diagnose(plain, mode=Mode.OFF).actions
    needs = recorded({"status": 400, "phase": PLAIN, "body": openai("stream must be true")})
    assert Action.TRY_STREAMING in diagnose(needs, mode=Mode.OFF).actions


def test_both_causes_of_a_bare_failure_are_named_where_a_stream_was_asked_for() -> None:
    streamed = diagnose(recorded({"status": 500, "phase": STREAM}))
    assert "do not support streaming" in streamed.hint
    assert "endpoint itself" in streamed.hint
    assert "stream" not in diagnose(recorded({"status": 500, "phase": PLAIN})).hint


def test_what_came_is_said_to_be_kept() -> None:
    told = diagnose(evidence_of(StreamInterrupted("x"), Phase.MID_STREAM))
    assert "kept" in told.explanation
    assert told.severity is Severity.WARNING


def test_money_limits_and_keys_lead_to_the_settings_and_to_another_attempt() -> None:
    for seen in (
        {"status": 401, "body": openai("Incorrect API key provided: abc")},
        {"status": 429, "body": openai("Rate limit reached, try again in 20s")},
        {
            "status": 429,
            "body": openai("You exceeded your current quota", code="insufficient_quota"),
        },
        {"status": 402, "body": openai("Insufficient Balance")},
    ):
        actions = diagnose(recorded(seen)).actions
        assert {Action.OPEN_SETTINGS, Action.ASK_AGAIN} <= set(actions)


def test_what_may_be_gone_by_itself_is_asked_again_before_anything_is_changed() -> None:
    broken = diagnose(evidence_of(StreamInterrupted("x"), Phase.MID_STREAM))
    down = diagnose(recorded({"status": 503, "phase": PLAIN}))
    limited = diagnose(recorded({"status": 429, "body": openai("Rate limit reached")}))
    assert {each.actions[0] for each in (broken, down, limited)} == {Action.ASK_AGAIN}


def test_nothing_is_asked_again_where_that_would_end_the_same() -> None:
    filtered = diagnose(recorded({"status": 400, "body": openai("x", code="content_filter")}))
    assert Action.ASK_AGAIN not in filtered.actions
