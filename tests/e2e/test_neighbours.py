"""A package of others that makes models of Jupyternaut's class, in a JupyterLab that runs."""

from __future__ import annotations

import json

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice.answer import answer_to_messages

from .server import Server

pytest.importorskip("jupyter_ai_tutor", reason="jupyter-ai-tutor is in the environment v3-today")

PROMPT = "What is a stream?"
# As it is asked: with a system prompt of the tutor's before it.
WHOLE = answer_to_messages([{"role": "user", "content": PROMPT}], []).text


def help_of_the_tutor(server: Server) -> tuple[str, str]:
    """The text that the tutor shows, and its error."""
    text, error = "", ""
    with httpx.stream(
        "POST",
        f"{server.base}api/jupyter-ai-tutor/explain",
        headers=server.headers,
        json={"body": PROMPT},
        timeout=60,
        trust_env=False,
    ) as answer:
        assert answer.status_code == 200
        for line in answer.iter_lines():
            if line.startswith("data: {"):
                said = json.loads(line.removeprefix("data: "))
                text += said.get("text", "")
                error += said.get("error", "")
    return text, error


@pytest.mark.parametrize(
    ("mode", "fault", "asked"),
    [
        ("on", "ok", "S"),
        ("auto", "ok", "S"),
        ("off", "ok", "n"),
        ("auto", "refuse-400", "Sn"),
        ("off", "refuse-400", "n"),
        ("auto", "json", "S"),
    ],
)
def test_the_tutor_obeys(fresh: Server, mode: str, fault: str, asked: str) -> None:
    fresh.set_mode(mode, fresh.deployment)
    fresh.set_fault(fault)
    assert help_of_the_tutor(fresh) == (WHOLE, "")
    assert fresh.requests() == asked


def test_what_the_tutor_fails_with_is_in_the_failures(fresh: Server) -> None:
    fresh.set_mode("on", fresh.deployment)
    fresh.set_fault("refuse-400")
    text, error = help_of_the_tutor(fresh)
    assert not text
    (failure, *_) = fresh.get("failures")["failures"]
    assert error == f"{failure['title']}. {failure['hint']}"
    assert failure["diagnosis"] == "streaming-not-supported"
    assert failure["model"] == fresh.deployment
