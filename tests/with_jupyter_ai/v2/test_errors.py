"""Failures in Jupyter AI 2: ours are explained, everybody else's stay as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_ai import models
from jupyter_ai.chat_handlers import base
from jupyter_ai.completions.handlers import base as completion

from jupyterlab_ai_stream_toggle.diagnosis.attached import attach
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.jupyter_ai.adapter import SeamMissing
from jupyterlab_ai_stream_toggle.jupyter_ai.v2.errors import ErrorsV2

QUESTION = SimpleNamespace(id="question")
DOWN = diagnose(recorded({"status": 500, "message": "boom"}))


class Handler(base.BaseChatHandler):  # type: ignore[misc]
    """A chat handler whose chat is a list."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        self.log = logging.getLogger("test")
        self.config_manager = SimpleNamespace(
            lm_provider=None, persona=models.Persona(name="J", avatar_route="x")
        )
        self._chat_history: list[Any] = []
        self.message_interrupted: dict[str, Any] = {}

    def broadcast_message(self, message: Any) -> None:
        self.said.append(message)


class OwnHandler(Handler):
    """One of a user's, with words of its own."""

    async def handle_exc(self, e: Exception, message: Any) -> None:
        self.reply("My own words", None)


@pytest.fixture
def errors() -> Iterator[ErrorsV2]:
    made = ErrorsV2()
    made.install()
    made.install_completion()
    yield made
    made.uninstall()


def ours() -> Exception:
    error = ConnectionError("secret words")
    attach(error, DOWN)
    return error


async def shown(handler: Handler, error: Exception) -> str:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001  # as Jupyter AI does
        await handler.handle_exc(caught, QUESTION)
    return str(handler.said[0].body)


async def test_ours_is_explained(errors: ErrorsV2) -> None:
    text = await shown(Handler(), ours())
    assert text.startswith(f"**{DOWN.title}**")
    assert "Traceback" not in text
    assert "secret words" not in text


async def test_one_raised_from_ours_is_explained(errors: ErrorsV2) -> None:
    wrapped = RuntimeError("The chain failed")
    wrapped.__cause__ = ours()
    assert (await shown(Handler(), wrapped)).startswith(f"**{DOWN.title}**")


async def test_an_error_of_a_chat_handler_stays_as_it_is(errors: ErrorsV2) -> None:
    text = await shown(Handler(), ZeroDivisionError("by a user's handler"))
    errors.uninstall()
    assert text.startswith("Sorry, an error occurred")
    assert "by a user's handler" in text
    without = await shown(Handler(), ZeroDivisionError("by a user's handler"))
    assert without.splitlines()[0] == text.splitlines()[0]


async def test_a_handler_with_words_of_its_own_keeps_them(errors: ErrorsV2) -> None:
    assert await shown(OwnHandler(), ours()) == "My own words"


async def test_an_answer_that_had_begun_is_completed(errors: ErrorsV2) -> None:
    handler = Handler()
    begun = models.AgentStreamMessage(
        id="answer",
        time=0,
        body="Some",
        reply_to=QUESTION.id,
        persona=handler.config_manager.persona,
        complete=False,
    )
    other = begun.model_copy(update={"id": "other", "reply_to": "another question"})
    handler._chat_history = [other, begun]
    handler.message_interrupted = {"answer": object(), "other": object()}
    await shown(handler, ours())
    (chunk,) = [each for each in handler.said if each.type == "agent-stream-chunk"]
    assert (chunk.id, chunk.content, chunk.stream_complete) == ("answer", "", True)
    assert set(handler.message_interrupted) == {"other"}


class Completion(completion.BaseInlineCompletionHandler):  # type: ignore[misc]
    """An inline completion handler whose socket is a list."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def reply(self, reply: Any) -> None:
        self.said.append(reply)


async def test_inline_completion_says_what_to_do(errors: ErrorsV2) -> None:
    handler = Completion()
    await handler.handle_exc(ours(), SimpleNamespace(number=7))
    (reply,) = handler.said
    assert reply.reply_to == 7
    assert reply.error.type == "provider-down"
    assert reply.error.title == f"{DOWN.title}. {DOWN.hint}"
    assert "boom" in reply.error.traceback
    assert "secret words" not in reply.error.traceback


async def test_inline_completion_leaves_others_alone(errors: ErrorsV2) -> None:
    handler = Completion()
    await handler.handle_exc(ValueError("mine"), SimpleNamespace(number=7))
    assert handler.said[0].error.title == "mine"


def test_installing_is_idempotent_and_undone() -> None:
    owners = (base.BaseChatHandler, completion.BaseInlineCompletionHandler)
    names = ("_default_handle_exc", "handle_exc")
    before = [vars(owner)[name] for owner, name in zip(owners, names, strict=True)]
    first, second = ErrorsV2(), ErrorsV2()
    first.install()
    first.install()
    second.install()
    second.uninstall()
    first.uninstall()
    after = [vars(owner)[name] for owner, name in zip(owners, names, strict=True)]
    assert after == before


def test_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def _default_handle_exc(handler: Any, problem: Any) -> None: ...

    monkeypatch.setattr(base.BaseChatHandler, "_default_handle_exc", _default_handle_exc)
    with pytest.raises(SeamMissing):
        ErrorsV2().install()
    assert base.BaseChatHandler._default_handle_exc is _default_handle_exc
