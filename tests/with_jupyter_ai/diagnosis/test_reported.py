"""What endpoints and gateways say, in each place where they say it, through the real models."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.modes import Mode
from tests.support.raw_server import Answer, Framing
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES
from tests.with_jupyter_ai.models.raw_models import (  # noqa: F401
    Outcome,
    World,
    asked,
    world_of_a_module,
)

WHOLE: dict[str, Any] = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "all of it"},
            "finish_reason": "stop",
        }
    ],
}
TOOL = {
    "type": "function",
    "function": {"name": "f", "description": "d", "parameters": {"type": "object"}},
}
PROVIDERS = pytest.mark.parametrize("provider", sorted(CHAT_CLASSES))


def answer(status: int, body: object, kind: str = "application/json", **headers: str) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(
        (text.encode(),) if text else (),
        kind,
        status=status,
        headers=tuple(headers.items()),
        framing=Framing.LENGTH,
    )


def page(status: int, text: str, **headers: str) -> Answer:
    return answer(status, text, "text/html", **headers)


def refused(status: int, message: str, **error: Any) -> Answer:
    return answer(status, {"error": {"message": message, **error}})


def events(*data: object) -> Answer:
    return Answer(
        tuple(
            f"data: {each if isinstance(each, str) else json.dumps(each)}\n\n".encode()
            for each in data
        )
    )


def reported(message: str, **error: Any) -> Answer:
    return events({"error": {"message": message, **error}})


def flat(message: str, kind: str, code: int) -> dict[str, Any]:
    """An error as vLLM has it: with nothing around it."""
    return {"object": "error", "message": message, "type": kind, "param": None, "code": code}


ANOTHER = refused(418, "this was not to be asked")
FINE = answer(200, WHOLE)


def ask(
    world: World,
    provider: str,
    streamed: Answer,
    plain: Answer | None = ANOTHER,
    mode: Mode = Mode.AUTO,
) -> Outcome:
    name = world.server.answer(streamed, plain)
    outcome: Outcome = world.run(world.ask_again(name, provider, mode))
    return outcome


# Told by itself: a plain request would say the same.
TOLD: dict[str, tuple[Answer, str]] = {
    "quota": (reported("quota exceeded"), "quota-exceeded"),
    "quota with a code": (reported("quota exceeded", code="500"), "quota-exceeded"),
    "credits": (reported("Your prepaid credits have run out"), "quota-exceeded"),
    "额度": (reported("本月额度已用完"), "quota-exceeded"),
    "Guthaben": (reported("Das Guthaben ist aufgebraucht"), "quota-exceeded"),
    "quota with 429": (refused(429, "Votre solde est insuffisant"), "quota-exceeded"),
    "content": (reported("content blocked"), "content-filtered"),
    "content that is harmful": (reported("Blocked: harmful content"), "content-filtered"),
    "Inhalt": (reported("Der Inhalt wurde blockiert"), "content-filtered"),
    "コンテンツ": (reported("コンテンツがブロックされました"), "content-filtered"),
    "vLLM's model": (
        events(flat("The model `m` does not exist.", "NotFoundError", 404), "[DONE]"),
        "model-not-found",
    ),
    "vLLM's length": (
        events(flat("The maximum context length is 10 tokens.", "BadRequestError", 400), "[DONE]"),
        "context-too-long",
    ),
    "vLLM's tools": (
        events(flat("auto needs --enable-auto-tool-choice", "BadRequestError", 400)),
        "parameter-not-supported",
    ),
    "401 in an event": (reported("no", code=401), "key-rejected"),
    "401 in an event as a text": (reported("no", code="401"), "key-rejected"),
    "401 in JSON": (answer(200, {"error": {"message": "no", "code": 401}}), "key-rejected"),
    "no database": (refused(400, "No connected db.", type="no_db_connection"), "key-rejected"),
    "header": (
        answer(400, {"message": "Either x-portkey-config or x-portkey-provider is required"}),
        "header-missing",
    ),
    "a gateway's login": (
        page(401, "<html><title>401 Authorization Required</title></html>"),
        "key-rejected",
    ),
    "a web server's denial": (
        page(403, "<html><h1>403 Forbidden</h1><hr><center>nginx/1.24.0</center></html>"),
        "permission-denied",
    ),
    "a proxy's denial": (
        page(403, "<html>The web filter blocked this site.</html>"),
        "proxy-blocked",
    ),
    "data streams": (
        answer(403, {"message": "Access to the data streams of tenant 7 was not granted"}),
        "permission-denied",
    ),
    "a place in the content": (
        refused(400, "the stream is no valid PNG", param="messages[1].content[0]"),
        "parameter-not-supported",
    ),
    "downstream": (
        refused(400, "downstream says: temperature must be at most 1"),
        "parameter-not-supported",
    ),
}


@PROVIDERS
@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_is_asked_once(world: World, provider: str, name: str) -> None:
    streamed, cause = TOLD[name]
    outcome = ask(world, provider, streamed)
    assert (outcome.wire, outcome.diagnosis) == ("S", cause), outcome


# About streaming, or not known: then a plain request answers.
TRIED: dict[str, Answer] = {
    "a route": answer(404, {"detail": "Not Found: POST /models/m/generate_stream"}),
    "a scope": answer(401, {"error": {"type": "insufficient_scope", "message": "no chat.sse"}}),
    "a permission": answer(403, {"detail": "llm:invoke is granted, llm:invoke-stream is not"}),
    "a guardrail": refused(403, "Guardrail blocks streamed answers", code="access_denied"),
    "an empty body": answer(400, ""),
    "an empty object": answer(400, {}),
    "no reason": refused(409, "Z-17"),
    "another language": answer(422, {"virhe": "Tämä ei onnistu juuri nyt."}),
    "an upstream that is down": reported("All connection attempts failed"),
}


@PROVIDERS
@pytest.mark.parametrize("name", TRIED)
def test_what_is_not_known_is_tried(world: World, provider: str, name: str) -> None:
    outcome = ask(world, provider, TRIED[name], FINE)
    assert (outcome.wire, outcome.said.text) == ("Sn", "all of it"), outcome


@PROVIDERS
def test_a_guardrail_is_no_missing_permission(world: World, provider: str) -> None:
    denied = ask(world, provider, TRIED["a permission"], mode=Mode.ON)
    assert denied.diagnosis == "streaming-permission-denied"
    policy = ask(world, provider, TRIED["a guardrail"], mode=Mode.ON)
    assert policy.diagnosis == "streaming-not-supported"


UPSTREAM: dict[str, Answer] = {
    "500": refused(500, "litellm.InternalServerError: OpenAIException - Connection error."),
    "502": answer(502, {"message": "Connection refused by the model server"}),
    "name": refused(500, "getaddrinfo failed for model-backend"),
}


@PROVIDERS
@pytest.mark.parametrize("name", UPSTREAM)
def test_a_gateways_own_connection_is_not_ours(world: World, provider: str, name: str) -> None:
    outcome = ask(world, provider, UPSTREAM[name], UPSTREAM[name])
    assert outcome.wire.startswith("Sn"), outcome
    assert outcome.diagnosis == "provider-down", outcome


@PROVIDERS
def test_an_error_in_the_midst_is_told(world: World, provider: str) -> None:
    begun = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "delta": {"content": "some"}, "finish_reason": None}],
    }
    broken = events(begun, flat("out of memory", "InternalServerError", 500), "[DONE]")
    outcome = ask(world, provider, broken)
    assert (outcome.wire, outcome.said.text) == ("S", "some"), outcome
    assert outcome.diagnosis == "stream-interrupted", outcome


@pytest.mark.parametrize(
    "words",
    [
        "registry.example/library/tiny:latest does not support tools",
        "Function calling is not available with this model",
        "该模型不支持工具调用",
        "Das Modell unterstützt keine Werkzeuge",
    ],
)
@PROVIDERS
def test_a_model_without_tools_is_asked_once(world: World, provider: str, words: str) -> None:
    """With each message: a plain request offers the tools as well."""
    name = world.server.answer(refused(400, words), ANOTHER)
    model = world.model(name, provider, Mode.AUTO).bind_tools([TOOL])
    for wire in ("S", "SS"):
        outcome = world.run(asked(model, name))
        assert world.server.answers[name].wire == wire
        assert outcome.diagnosis == "parameter-not-supported", outcome
