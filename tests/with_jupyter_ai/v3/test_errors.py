"""Failures in Jupyter AI 3: ours are explained, everybody else's stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_ai_jupyternaut.jupyternaut import jupyternaut

from jupyterlab_ai_stream_toggle.diagnosis.attached import attach
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.jupyter_ai.adapter import SeamMissing
from jupyterlab_ai_stream_toggle.jupyter_ai.v3.errors import ErrorsV3

Persona = jupyternaut.JupyternautPersona
DOWN = diagnose(recorded({"status": 500, "message": "boom"}))


@pytest.fixture
def errors() -> Iterator[ErrorsV3]:
    made = ErrorsV3()
    made.install()
    yield made
    made.uninstall()


def ours() -> Exception:
    error = ConnectionError("secret words")
    attach(error, DOWN)
    return error


def shown(error: Exception, body: str = "Error: {}") -> str:
    """What Jupyternaut's chat shows, when it handles `error` and sends `body`."""
    sent: list[str] = []
    chat = SimpleNamespace(add_message=lambda message: sent.append(message.body))
    persona = Persona.__new__(Persona)
    # 3.0 and 3.1 name the chat after the library that holds it.
    persona.__dict__.update(chat=chat, ychat=chat)
    type(persona).id = property(lambda self: "jupyternaut")
    try:
        raise error
    except Exception as caught:  # noqa: BLE001  # as Jupyternaut does
        persona.send_message(body.format(caught))
    return sent[0]


@pytest.fixture(autouse=True)
def identity() -> Iterator[None]:
    """A persona outside of a server has no id."""
    inherited = "id" not in vars(Persona)
    yield
    if inherited and "id" in vars(Persona):
        del Persona.id


def test_ours_is_explained(errors: ErrorsV3) -> None:
    text = shown(ours())
    assert text.startswith(f"**{DOWN.title}**")
    assert "secret words" not in text


def test_others_stay_as_they_are(errors: ErrorsV3) -> None:
    assert shown(ZeroDivisionError("by a tool")) == "Error: by a tool"


def test_other_messages_stay_as_they_are(errors: ErrorsV3) -> None:
    """Also those sent while one of our failures is handled."""
    assert shown(ours(), "Something else") == "Something else"


def test_installing_is_idempotent_and_undone() -> None:
    before = Persona.send_message
    first, second = ErrorsV3(), ErrorsV3()
    first.install()
    first.install()
    second.install()
    second.uninstall()
    first.uninstall()
    assert Persona.send_message is before
    assert "send_message" not in vars(Persona)


def test_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def send_message(persona: Any, text: str) -> None: ...

    monkeypatch.setattr(Persona, "send_message", send_message)
    with pytest.raises(SeamMissing):
        ErrorsV3().install()
    assert Persona.send_message is send_message
