"""What a failed stream leads to: structure first, words second, else one plain trial."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import NextStep, Verdict, next_step, verdict
from tests.support.growth import growth


class ApiError(Exception):
    """An HTTP error as the openai package carries it."""

    def __init__(self, status: int | None, body: Any = None, text: str = "") -> None:
        super().__init__(text)
        self.status_code = status
        self.body = body


class APIConnectionError(Exception):
    """No HTTP answer at all, as the openai package names it."""


PLAIN = NextStep.PLAIN_REQUEST
RAISE = NextStep.RAISE
NO_OPTIONS = NextStep.STREAM_WITHOUT_OPTIONS


@pytest.mark.parametrize(
    ("error", "step"),
    [
        # Structure: the parameter that is named, at any depth.
        (ApiError(400, {"error": {"message": "No.", "param": "stream"}}), PLAIN),
        (ApiError(422, {"detail": [{"loc": ["body", "stream"], "msg": "Forbidden"}]}), PLAIN),
        (ApiError(400, {"error": {"message": "No.", "param": "stream_options"}}), NO_OPTIONS),
        (
            ApiError(422, {"detail": [{"loc": ["body", "stream_options", "include_usage"]}]}),
            NO_OPTIONS,
        ),
        # Packed by gateways: JSON in a text, a Python literal in a text, a list.
        (ApiError(400, {"raw": json.dumps({"error": {"param": "stream"}})}), PLAIN),
        (
            ApiError(
                400, text="upstream said {'error': {'param': 'stream', 'message': 'x'}} sorry"
            ),
            PLAIN,
        ),
        (ApiError(400, [{"error": {"message": "This deployment cannot be streamed."}}]), PLAIN),
        # Words, in several languages.
        (ApiError(403, {"message": "Streaming responses are switched off here."}), PLAIN),
        (ApiError(503, text="Streamed answers are not offered"), PLAIN),
        (ApiError(400, {"message": "本模型不提供流式输出"}), PLAIN),
        (ApiError(400, {"message": "Modell liefert keinen Stream"}), PLAIN),
        (ApiError(None, text="unexpected keyword argument 'stream'"), PLAIN),
        # No telling reason: one plain trial.
        (ApiError(500, text="Internal Server Error"), PLAIN),
        (ApiError(502), PLAIN),
        (ApiError(400), PLAIN),
        (ValueError("list index out of range"), PLAIN),
        # Reasons that a plain request would meet again, whatever their words.
        (
            ApiError(
                401,
                {"error": {"message": "The key for streaming is wrong", "code": "invalid_api_key"}},
            ),
            RAISE,
        ),
        (ApiError(429, {"error": {"message": "Too many streams"}}), RAISE),
        (ApiError(504, text="upstream timed out"), RAISE),
        (
            ApiError(
                400, {"error": {"code": "context_length_exceeded", "message": "Too long to stream"}}
            ),
            RAISE,
        ),
        (ApiError(400, {"error": {"code": "content_filter", "message": "Blocked"}}), RAISE),
        (ApiError(404, {"error": {"code": "DeploymentNotFound", "message": "None such"}}), RAISE),
        (ApiError(404, {"error": {"message": "Unknown url"}}), RAISE),
        (
            ApiError(400, {"error": {"message": "max_tokens is too large", "param": "max_tokens"}}),
            RAISE,
        ),
        (APIConnectionError("Connection error."), RAISE),
        (TimeoutError(), RAISE),
        # Words that only look like it.
        (ApiError(400, {"message": "unknown field tool_stream"}), RAISE),
        (
            ApiError(
                400,
                {"detail": [{"loc": ["body", "n"], "msg": "Forbidden", "input": {"stream": True}}]},
            ),
            RAISE,
        ),
    ],
)
def test_next_step(error: Exception, step: NextStep) -> None:
    assert next_step(evidence_of(error)) is step


def test_the_cause_is_looked_at_too() -> None:
    error = RuntimeError("The chain failed")
    error.__cause__ = ApiError(400, {"error": {"param": "stream"}})
    assert next_step(evidence_of(error)) is PLAIN


def test_hostile_errors_are_survived() -> None:
    class Hostile(Exception):
        body = {"message": "{" * 5000 + "[" * 5000, "deep": [[[[[[[[[[[["x"]]]]]]]]]]]]}

        def __str__(self) -> str:
            raise RuntimeError("no text for you")

    error = Hostile()
    error.__cause__ = error
    assert next_step(evidence_of(error)) in NextStep


@pytest.mark.parametrize(
    "text",
    [
        "<html><style>" + "a{b:c}" * 4000 + "</style></html>",
        "[" * 20_000,
        "[1," * 6_000,
        "no html but " + "a{b:c}" * 4000,
    ],
)
def test_a_long_page_is_read_quickly(text: str) -> None:
    """On the event loop: thousands of brackets must not cost more than a few do."""

    def read(text: str) -> object:
        return evidence_of(ApiError(502, text=text))

    assert growth(read, "{x} " * 12, text) < 200


# Those that no reason is known for by themselves: 400 and on, but for keys, load and the like.
UNKNOWN = [400, 406, 409, 411, 412, 415, 417, 418, 422, 423, 424, 426, 428, 431, 449, 451, 499]
TELLING = [402, 403, 404, 405, 410, 421]


@pytest.mark.parametrize("status", [*UNKNOWN, *TELLING])
@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"message": "the upstream refused the model"},
        {"error": {"message": "Z-17", "code": "Z-17"}},
        {"virhe": "Tämä ei onnistu juuri nyt."},
        {"erro": "pedido recusado pela regra 12"},
    ],
    ids=repr,
)
def test_what_is_not_known_is_tried_or_its_reason_is(status: int, body: object) -> None:
    """A refusal that nobody recognises gets one plain request; words only spare it."""
    facts = evidence_of(ApiError(status, body))
    known = diagnose(facts).id != "unknown"
    assert verdict(facts) is (Verdict.OTHER if known else Verdict.UNTELLING)
    assert next_step(facts) is (RAISE if known else PLAIN)
    # These say of themselves what it is about; the others have to find words that are known.
    assert known is (status in TELLING)
