"""What is read out of a failure beside its cause: the parameter, the wait, the target, the text."""

from __future__ import annotations

import time
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose, duration
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded

from .records import AZURE, openai


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


def test_facts_name_the_target() -> None:
    facts = diagnose(recorded({"status": 500}), target=AZURE).facts
    assert (facts.provider, facts.model) == ("azure", "chat")
    assert (facts.endpoint, facts.api_version) == (AZURE.endpoint, AZURE.api_version)
    assert facts.status == 500


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
