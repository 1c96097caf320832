"""Failures of the real model classes over real HTTP: explained, and otherwise as they were."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from jupyterlab_ai_stream_toggle.diagnosis.attached import attached_to
from jupyterlab_ai_stream_toggle.diagnosis.evidence import Phase
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.generation import JUPYTER_AI
from tests.support.settings import Settings

from .governed_models import CHAT_CLASSES, chat_model, governed

CANARY = "Canary.Of.No.Known.Shape"


async def failure_of(model: Any) -> Exception:
    """What the model raises; some of the answer may come first."""
    try:
        async for _ in model.astream("Hello"):
            pass
    except Exception as error:  # noqa: BLE001  # each client library has its own
        return error
    raise AssertionError("It did not fail.")


async def test_the_exception_is_the_same_and_carries_its_diagnosis(
    practice: PracticeServer, settings: Settings, provider: str
) -> None:
    practice.fault = fault_named("unauthorized")
    plain = await failure_of(chat_model(CHAT_CLASSES[provider], provider, practice))
    model_class, rule = governed(CHAT_CLASSES[provider], settings, Mode.ON)
    error = await failure_of(chat_model(model_class, provider, practice))
    assert type(error) is type(plain)
    assert attached_to(plain) is None
    told = attached_to(error)
    assert told is not None
    assert told.id == "key-rejected"
    assert told.facts.status == 401
    assert told.facts.model == "gw"
    assert rule.governor is not None
    (failure,) = rule.governor.failures.failures()
    assert failure.diagnosis is told


@pytest.mark.parametrize(
    ("fault", "mode", "cause", "phase"),
    [
        ("refuse-400", Mode.ON, "streaming-not-supported", Phase.BEFORE_CONTENT),
        ("html", Mode.ON, "proxy-blocked", Phase.BEFORE_CONTENT),
        ("html", Mode.AUTO, "proxy-blocked", Phase.BEFORE_CONTENT),
        ("empty", Mode.ON, "empty-reply", Phase.BEFORE_CONTENT),
        ("cut", Mode.ON, "stream-interrupted", Phase.MID_STREAM),
        ("cut", Mode.AUTO, "stream-interrupted", Phase.MID_STREAM),
        ("stream-only", Mode.OFF, "streaming-required", Phase.PLAIN_REQUEST),
        ("down", Mode.AUTO, "provider-down", Phase.PLAIN_REQUEST),
        ("rate-limited", Mode.AUTO, "rate-limited", Phase.BEFORE_CONTENT),
    ],
)
async def test_what_is_told(
    practice: PracticeServer,
    settings: Settings,
    fault: str,
    mode: Mode,
    cause: str,
    phase: Phase,
) -> None:
    practice.fault = fault_named(fault)
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, mode)
    told = attached_to(await failure_of(chat_model(model_class, "openai", practice)))
    assert told is not None
    assert (told.id, told.facts.phase) == (cause, phase)
    if fault == "html":
        assert "sign in" in told.facts.raw.lower() or "log in" in told.hint.lower()
    if fault == "rate-limited":
        assert told.facts.wait == 1


async def test_a_whole_call_is_explained_too(practice: PracticeServer, settings: Settings) -> None:
    practice.fault = fault_named("unauthorized")
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, Mode.AUTO)
    model = chat_model(model_class, "openai", practice)
    if JUPYTER_AI == 3:
        model.streaming = False
    with pytest.raises(Exception, match="Incorrect API key") as raised:
        await model.ainvoke("Hello")
    told = attached_to(raised.value)
    assert told is not None
    assert (told.id, told.facts.phase) == ("key-rejected", Phase.PLAIN_REQUEST)


async def test_an_answer_solves_it(practice: PracticeServer, settings: Settings) -> None:
    practice.fault = fault_named("unauthorized")
    model_class, rule = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    model = chat_model(model_class, "openai", practice)
    await failure_of(model)
    assert rule.governor is not None
    assert len(rule.governor.failures) == 1
    practice.fault = fault_named("ok")
    async for _ in model.astream("Hello"):
        pass
    assert len(rule.governor.failures) == 0


async def test_after_release_nothing_is_explained(
    practice: PracticeServer, settings: Settings
) -> None:
    practice.fault = fault_named("unauthorized")
    model_class, rule = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    model = chat_model(model_class, "openai", practice)
    rule.release()
    assert attached_to(await failure_of(model)) is None


class Parrot(web.RequestHandler):
    """An endpoint that quotes the request's key in its refusal."""

    def post(self) -> None:
        """Refuse."""
        headers = self.request.headers
        key = headers.get("api-key") or headers.get("Authorization", "").removeprefix("Bearer ")
        self.set_status(403)
        self.finish({"error": {"message": f"{key} is not welcome", "code": key}})


@asynccontextmanager
async def parrot() -> AsyncIterator[str]:
    socket, port = bind_unused_port()  # of 127.0.0.1
    server = HTTPServer(web.Application([(".*", Parrot)]))
    server.add_sockets([socket])
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()


async def test_a_key_that_the_endpoint_quotes_is_hidden(settings: Settings) -> None:
    model_class, _ = governed(CHAT_CLASSES["openai"], settings, Mode.ON)
    async with parrot() as url:
        fields: dict[str, Any] = (
            {"model": "openai/gw", "api_base": url, "api_key": CANARY, "streaming": True}
            if JUPYTER_AI == 3
            else {"model_id": "gw", "openai_api_base": url, "openai_api_key": CANARY}
        )
        error = await failure_of(model_class(**fields))
    assert CANARY in str(error), "else nothing is shown here"
    told = attached_to(error)
    assert told is not None
    assert told.id == "permission-denied"
    assert CANARY.lower() not in repr(told).lower()
    assert "is not welcome" in told.facts.raw
