"""What users are told: the cause of each failure, in accordance with the next step."""

from __future__ import annotations

import json
import string
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.diagnosis.case import case_of
from jupyterlab_ai_stream_toggle.diagnosis.cause import Cause, Variant
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose, duration
from jupyterlab_ai_stream_toggle.diagnosis.diagnosis import Action, Severity
from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence, Phase, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import NextStep, Verdict, next_step, verdict
from jupyterlab_ai_stream_toggle.diagnosis.order import CAUSES, MID_STREAM, ORDER, cause_of
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.streaming.failures import (
    EmptyReply,
    ErrorInReply,
    FilteredReply,
    NoRoomToReply,
    PageInsteadOfReply,
    StreamInterrupted,
    StreamSilent,
)
from jupyterlab_ai_stream_toggle.target import Target
from tests.support.growth import growth

STREAM, PLAIN, MIDST = "on_request", "plain_request", "mid_stream"


def openai(message: str, **error: Any) -> dict[str, Any]:
    """An error as OpenAI, Azure and most that imitate them word it."""
    return {"error": {"message": message, **error}}


# expected, phase, status, body, exception, message
RECORDS: list[tuple[str, str, int | None, Any, str, str]] = [
    # Streaming itself.
    ("streaming-not-supported", STREAM, 400, openai("No.", param="stream"), "BadRequestError", ""),
    ("streaming-not-supported", STREAM, 403, {"message": "No streaming here"}, "", ""),
    ("streaming-not-supported", STREAM, None, None, "ValueError", "stream is not supported"),
    ("stream-options-not-supported", STREAM, 400, openai("Hm", param="stream_options"), "", ""),
    (
        "streaming-permission-denied",
        STREAM,
        403,
        {"Message": "u is not authorized to perform bedrock:InvokeModelWithResponseStream"},
        "AccessDeniedException",
        "",
    ),
    (
        "streaming-permission-denied",
        STREAM,
        403,
        openai("Streaming is not part of your role", type="permission_error"),
        "PermissionDeniedError",
        "",
    ),
    ("streaming-required", PLAIN, 400, openai("Only streaming is offered"), "", ""),
    # Amounts.
    ("rate-limited", STREAM, 429, openai("Slow down a bit"), "RateLimitError", ""),
    ("rate-limited", STREAM, None, None, "ThrottlingException", "Too many requests for now"),
    ("rate-limited", PLAIN, 429, openai("Quota of 10 requests per minute reached"), "", ""),
    ("rate-limited", PLAIN, 500, openai("litellm.RateLimitError: too many requests"), "", ""),
    ("rate-limited", PLAIN, 429, {"message": "请求过于频繁,请 5 秒后重试"}, "", ""),
    ("quota-exceeded", STREAM, 429, openai("No more", code="insufficient_quota"), "", ""),
    ("quota-exceeded", STREAM, 402, openai("Add credits to go on"), "", ""),
    ("quota-exceeded", PLAIN, 403, {"message": "Quota is spent, replenished in 01:00:00"}, "", ""),
    ("quota-exceeded", PLAIN, 400, {"message": "账户余额不足"}, "", ""),
    ("gateway-timeout", STREAM, 504, "<html><body>Gateway Time-out</body></html>", "", ""),
    ("gateway-timeout", STREAM, None, None, "APITimeoutError", "Request timed out."),
    ("gateway-timeout", PLAIN, 502, {"message": "upstream request timeout"}, "", ""),
    ("gateway-timeout", PLAIN, 524, "", "", "Error code: 524"),
    # What was sent.
    ("content-filtered", STREAM, 400, openai("x", code="content_filter"), "", ""),
    ("content-filtered", PLAIN, 400, openai("Flagged by our moderation", type="invalid"), "", ""),
    ("content-filtered", PLAIN, 400, openai("内容安全检查未通过"), "", ""),
    ("context-too-long", STREAM, 400, openai("x", code="context_length_exceeded"), "", ""),
    ("context-too-long", PLAIN, 400, openai("prompt is too long: 9 tokens > 8 maximum"), "", ""),
    ("context-too-long", PLAIN, 413, "<html><h1>413 Request Entity Too Large</h1></html>", "", ""),
    ("context-too-long", PLAIN, 400, None, "ContextWindowExceededError", "litellm.X: too much"),
    ("parameter-not-supported", STREAM, 400, openai("x", param="temperature"), "", ""),
    ("parameter-not-supported", PLAIN, 400, openai("Unknown parameter: 'foo_bar'"), "", ""),
    (
        "parameter-not-supported",
        STREAM,
        400,
        openai("some/model:2b does not support tools"),
        "BadRequestError",
        "",
    ),
    ("parameter-not-supported", PLAIN, 404, openai("No endpoints that support tool use"), "", ""),
    ("parameter-not-supported", PLAIN, 422, {"detail": [{"loc": ["body", "n"]}]}, "", ""),
    # Who asks, and for what.
    ("key-missing", STREAM, 401, openai("You didn't provide an API key"), "", ""),
    ("key-missing", STREAM, None, None, "OpenAIError", "The api_key option must be set"),
    ("key-missing", PLAIN, None, None, "NoCredentialsError", "Unable to locate credentials"),
    ("key-missing", PLAIN, None, None, "LocalProtocolError", "Illegal header value b'Bearer '"),
    ("key-missing", PLAIN, 401, {"message": "缺少 API Key"}, "", ""),
    ("key-rejected", STREAM, 401, openai("Incorrect API key provided: abc"), "", ""),
    ("key-rejected", STREAM, 401, "", "AuthenticationError", "Error code: 401"),
    ("key-rejected", PLAIN, 400, openai("API key not valid", status="INVALID_ARGUMENT"), "", ""),
    ("key-rejected", PLAIN, 403, openai("The security token included is expired"), "", ""),
    ("permission-denied", STREAM, 403, openai("You may not use this"), "PermissionDeniedError", ""),
    (
        "permission-denied",
        STREAM,
        401,
        openai("Lacks data action", code="PermissionDenied"),
        "",
        "",
    ),
    ("permission-denied", PLAIN, 403, openai("Country not supported", code="unsupported"), "", ""),
    ("model-not-found", STREAM, 404, openai("x", code="DeploymentNotFound"), "", ""),
    ("model-not-found", PLAIN, 404, openai("model 'foo' not found, try pulling it"), "", ""),
    ("model-not-found", PLAIN, 400, openai("LLM Provider NOT provided. model=foo"), "", ""),
    ("model-not-found", PLAIN, 400, openai("The model has been decommissioned"), "", ""),
    (
        "model-not-found",
        PLAIN,
        400,
        {"message": "The provided model identifier is invalid."},
        "",
        "",
    ),
    ("model-not-found", PLAIN, 404, openai("模型不存在"), "", ""),
    ("api-version-unsupported", STREAM, 400, openai("API version not supported"), "", ""),
    ("api-version-unsupported", PLAIN, 404, openai("Missing query parameter: api-version"), "", ""),
    ("api-version-unsupported", PLAIN, 400, openai("Only for api-version 2025 and later"), "", ""),
    ("endpoint-wrong", STREAM, 404, openai("Resource not found", code="404"), "", ""),
    ("endpoint-wrong", PLAIN, 404, {"detail": "Not Found"}, "", ""),
    ("endpoint-wrong", PLAIN, 405, "", "APIStatusError", "Error code: 405"),
    ("endpoint-wrong", PLAIN, 404, openai("This is not a chat model: use v1/completions"), "", ""),
    ("endpoint-wrong", PLAIN, 400, openai("api-version is not allowed on /v1 paths"), "", ""),
    ("endpoint-wrong", PLAIN, None, None, "UnsupportedProtocol", "URL is missing an 'http://'"),
    ("endpoint-wrong", PLAIN, None, None, "ConnectError", "[SSL: WRONG_VERSION_NUMBER] wrong"),
    ("endpoint-wrong", STREAM, 404, "<html><title>404</title></html>", "", ""),
    ("endpoint-wrong", STREAM, None, "<html><title>Welcome home</title></html>", "", ""),
    # The endpoint.
    ("provider-down", STREAM, 500, "Internal Server Error", "InternalServerError", ""),
    ("provider-down", PLAIN, 529, {"error": {"type": "overloaded_error"}}, "", ""),
    ("provider-down", PLAIN, 503, "<html>503</html>", "", ""),
    ("provider-down", STREAM, None, openai("internal error"), "APIError", "internal error"),
    # On the way.
    ("host-not-found", STREAM, None, None, "ConnectError", "[Errno -2] Name or service not known"),
    ("host-not-found", PLAIN, None, None, "gaierror", "[Errno 8] nodename nor servname provided"),
    ("connection-refused", STREAM, None, None, "APIConnectionError", "Connection error."),
    ("connection-refused", PLAIN, None, None, "ConnectError", "All connection attempts failed"),
    ("connection-refused", PLAIN, None, None, "ConnectTimeout", ""),
    ("connection-refused", PLAIN, None, None, "RemoteProtocolError", "Server disconnected"),
    (
        "certificate-not-trusted",
        STREAM,
        None,
        None,
        "ConnectError",
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate",
    ),
    ("proxy-blocked", STREAM, 407, "", "APIStatusError", "Error code: 407"),
    ("proxy-blocked", PLAIN, None, None, "ProxyError", "403 Forbidden"),
    ("proxy-blocked", STREAM, 403, "<html><h1>403 Forbidden</h1></html>", "", ""),
    ("proxy-blocked", STREAM, None, "<!doctype html><title>Sign in</title>", "", ""),
    # The answer.
    ("reply-malformed", STREAM, None, None, "SSEError", "expected text/event-stream, no stream"),
    ("reply-malformed", STREAM, None, None, "AttributeError", "'str' object has no 'choices'"),
    ("reply-malformed", PLAIN, None, None, "JSONDecodeError", "Expecting value: line 1"),
    ("empty-reply", STREAM, None, None, "ValueError", "No generation chunks were returned"),
    ("stream-interrupted", MIDST, None, None, "ReadError", ""),
    ("stream-interrupted", STREAM, None, None, "RemoteProtocolError", "Server disconnected"),
    ("stream-interrupted", STREAM, None, None, "ClientPayloadError", "Payload is not completed"),
    ("reply-malformed", STREAM, None, None, "RemoteProtocolError", "illegal status line: 'no'"),
    ("stream-interrupted", MIDST, None, openai("Oh", type="server_error"), "APIError", "Oh"),
    ("rate-limited", MIDST, 429, openai("Enough"), "APIError", "Enough"),
    ("provider-down", MIDST, None, {"error": {"type": "overloaded_error"}}, "APIError", ""),
    ("reply-malformed", MIDST, None, None, "JSONDecodeError", "Unterminated string"),
    # This machine.
    ("dependency-broken", STREAM, None, None, "ImportError", "cannot import name 'A' from 'b'"),
    (
        "dependency-broken",
        PLAIN,
        500,
        None,
        "APIConnectionError",
        "litellm.APIConnectionError: cannot import name 'CacheableResult' from 'mcp.types'",
    ),
    (
        "dependency-broken",
        PLAIN,
        None,
        None,
        "TypeError",
        "Client.__init__() got an unexpected keyword argument 'proxies'",
    ),
    ("unknown", PLAIN, None, None, "RuntimeError", "It is what it is"),
    ("unknown", PLAIN, 418, None, "APIStatusError", "I'm a teapot"),
]


def evidence(
    phase: str, status: int | None, body: Any, exception: str, message: str
) -> FailureEvidence:
    return recorded(
        {
            "phase": phase,
            "status": status,
            "body": body,
            "exception": f"some.package.{exception}" if exception else None,
            "message": message,
        }
    )


@pytest.mark.parametrize(("expected", *"prbem"), RECORDS)
def test_the_cause(expected: str, p: str, r: int | None, b: Any, e: str, m: str) -> None:
    told = diagnose(evidence(p, r, b, e, m))
    assert told.id == expected
    assert told.title
    assert told.explanation
    assert told.hint
    assert "{" not in told.title + told.explanation + told.hint


def test_every_cause_has_a_record() -> None:
    ours = {"stream-silent"}  # no client library reports it
    assert {expected for expected, *_ in RECORDS} | ours == set(CAUSES)


OWN = [
    json.loads(line)
    for line in (Path(__file__).parent / "failures.jsonl").read_text("utf-8").splitlines()
]
ALL = [evidence(*rest) for _, *rest in RECORDS] + [recorded(record) for record in OWN]


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


@pytest.mark.parametrize(
    ("record", "parameter"),
    [
        ({"body": openai("x", param="reasoning.effort")}, "reasoning.effort"),
        (
            {"body": openai("Unrecognized request argument supplied: frequency_pen")},
            "frequency_pen",
        ),
        ({"body": openai("`top_k` is not supported by this model")}, "top_k"),
        ({"body": openai('no field called "seed_value"')}, "seed_value"),
        ({"body": {"detail": [{"loc": ["body", "logit_bias"], "msg": "bad"}]}}, "logit_bias"),
    ],
)
def test_the_parameter_is_named(record: dict[str, Any], parameter: str) -> None:
    told = diagnose(recorded({"status": 400, **record}))
    assert told.facts.parameter == parameter
    assert parameter in told.title
    assert parameter in told.hint


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"Retry-After": "17"}, "", 17),
        ({"retry-after-ms": "2500"}, "", 2.5),
        ({}, "Please retry after 59 seconds.", 59),
        ({}, "Please try again in 1m20s.", 80),
        ({}, "Try again in 350ms", 0.35),
        ({}, "Limit 3 per min. Try again in 6 minutes.", 360),
        ({}, "replenished in 01:02:03", 3723),
        ({}, "请 30 秒后重试", 30),
        ({}, "Too many requests in 60 s", None),
        ({"Retry-After": "soon"}, "", None),
        ({"Retry-After": "-1"}, "", None),
        ({"Retry-After": "99999999999"}, "", None),
    ],
)
def test_the_wait(headers: dict[str, str], message: str, seconds: float | None) -> None:
    told = diagnose(recorded({"status": 429, "headers": headers, "body": openai(message)}))
    assert told.id == "rate-limited"
    assert told.facts.wait == pytest.approx(seconds)
    assert (seconds is None) or duration(seconds) in told.hint


def test_a_date_to_wait_for() -> None:
    later = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 100))
    wait = diagnose(recorded({"status": 429, "headers": {"Retry-After": later}})).facts.wait
    assert wait is not None
    assert 95 <= wait <= 100


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.3, "1 s"), (59, "59 s"), (200, "4 min"), (11_565, "3 h 13 min"), (200_000, "3 d")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_waiting_is_not_advised_where_it_does_not_help() -> None:
    text = "Request too large for this model: Limit 30000, Requested 31000."
    told = diagnose(recorded({"status": 429, "body": openai(text)}))
    assert "Waiting does not help" in told.hint


AZURE = Target("azure", "chat", "https://contoso.openai.azure.com", "2024-06-01")


def test_azure_is_spoken_to_in_its_own_words() -> None:
    missing = recorded({"status": 404, "body": openai("x", code="DeploymentNotFound")})
    assert "deployment" in diagnose(missing, target=AZURE).title
    nothing = recorded({"status": 404, "body": openai("Resource not found", code="404")})
    hint = diagnose(nothing, target=AZURE).hint
    assert "API version" in hint
    assert "deployment" in hint


def test_facts_name_the_target() -> None:
    facts = diagnose(recorded({"status": 500}), target=AZURE).facts
    assert (facts.provider, facts.model) == ("azure", "chat")
    assert (facts.endpoint, facts.api_version) == (AZURE.endpoint, AZURE.api_version)
    assert facts.status == 500


def test_what_was_done_already_is_not_offered() -> None:
    refused = recorded({"status": 500, "phase": STREAM})
    assert Action.USE_PLAIN in diagnose(refused, mode=Mode.ON).actions
    plain = recorded({"status": 500, "phase": PLAIN})
    assert Action.USE_PLAIN not in diagnose(plain, mode=Mode.OFF).actions
    needs = recorded({"status": 400, "phase": PLAIN, "body": openai("stream must be true")})
    assert Action.TRY_STREAMING in diagnose(needs, mode=Mode.OFF).actions


def test_both_causes_of_a_bare_failure_are_named_where_a_stream_was_asked_for() -> None:
    streamed = diagnose(recorded({"status": 500, "phase": STREAM}))
    assert "cannot stream" in streamed.hint
    assert "in trouble" in streamed.hint
    assert "stream" not in diagnose(recorded({"status": 500, "phase": PLAIN})).hint


def test_what_came_is_said_to_be_kept() -> None:
    told = diagnose(evidence_of(StreamInterrupted("x"), Phase.MID_STREAM))
    assert "kept" in told.explanation
    assert told.severity is Severity.WARNING


def test_each_sign_has_its_place_in_the_order() -> None:
    """A record without its line would never be found."""
    refused = CAUSES["streaming-permission-denied"]  # asked after the next step, and alone
    tried = {place.cause for place in ORDER if place.sign is None} | {refused}
    assert {cause for cause in CAUSES.values() if cause.when} == tried
    assert {cause for cause in CAUSES.values() if cause.mid_stream} == set(MID_STREAM)


def test_a_server_without_failures_loads_no_cause() -> None:
    """Dozens of patterns, which neither the start nor the wire's types need."""
    code = """
import sys
import jupyterlab_ai_stream_toggle.extension, jupyterlab_ai_stream_toggle.server.bodies
rooms = ("causes", "order", "words")
print([name for name in rooms if "jupyterlab_ai_stream_toggle.diagnosis." + name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_texts_ask_for_nothing_that_is_not_known() -> None:
    names = {"parameter", "wait", "status"}
    for cause in CAUSES.values():
        every: list[Cause | Variant] = [cause, *cause.variants]
        for words in every:
            for text in (words.title, words.explanation, words.hint):
                fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
                assert fields <= names


def test_each_variant_has_a_name_and_words_of_its_own() -> None:
    for cause in CAUSES.values():
        names = [variant.name for variant in cause.variants]
        assert len(set(names)) == len(names)
        assert all(each.title or each.explanation or each.hint for each in cause.variants)


def test_tracebacks_within_a_message_are_left_out() -> None:
    text = """The stream broke: <TransferEncodingError>
Traceback (most recent call last):
  File "/home/me/lib/client.py", line 145, in lost
    feed()
    ^^^^^^
some.Error: not complete

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/home/me/x.py", line 1
other.Error: that is all"""
    raw = diagnose(recorded({"message": text})).facts.raw
    lines = [line for line in raw.splitlines() if line]
    assert lines == [
        "The stream broke: <TransferEncodingError>",
        "some.Error: not complete",
        "other.Error: that is all",
    ]


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"body": object()},
        {"headers": "x", "message": 3},
        {"message": "{" * 20_000},
        {"message": "a" * 100_000, "status": 400},
        {"message": "key " * 30_000, "status": 401},
        {"body": {"error": {"param": "{braces}", "message": "{0} {x}"}}, "status": 400},
    ],
)
def test_nothing_makes_it_raise(record: dict[str, Any]) -> None:
    assert diagnose(recorded(record)).id in CAUSES


def test_it_takes_less_than_a_millisecond() -> None:
    """Of the processor's time, on average over all records: other programs do not count."""
    for facts in ALL:
        diagnose(facts)
    costs = []
    for _ in range(3):
        start = time.thread_time()
        for facts in ALL:
            diagnose(facts)
        costs.append((time.thread_time() - start) / len(ALL))
    assert min(costs) < 0.001


@pytest.mark.parametrize("piece", ["a", "key: ", "model not ", "eyJ", "*"])
def test_the_cost_of_a_hostile_text_is_in_proportion_at_most(piece: str) -> None:
    def understand(text: str) -> object:
        return diagnose(recorded({"message": text, "status": 400}))

    assert growth(understand, piece * 100, piece * 1_600) < 40
    assert growth(understand, piece * 100, piece * 30_000) < 90


BRACES = st.recursive(
    st.sampled_from(["'error'", "'message': 'no'", "1", "x", ""]),
    lambda inner: st.builds(
        "".join,
        st.lists(st.sampled_from("{}[](),:' ") | inner, max_size=8),
    ).map(lambda text: f"{{{text}}}"),
    max_leaves=12,
)


@given(text=BRACES)
@example("{{'error': {'message': 'no'}}}")
def test_nothing_in_braces_keeps_a_failure_from_being_told(text: str) -> None:
    told = diagnose(evidence_of(RuntimeError(f"said {text}")))
    assert told.id in CAUSES
    assert diagnose(recorded({"status": 400, "body": text})).id in CAUSES
