"""Where the check and a chat get the same answer, they say the same of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.checks.run import Run
from jupyterlab_ai_stream_toggle.demo.generation import API_VERSION, installed_generation
from jupyterlab_ai_stream_toggle.diagnosis.causes.amounts import RATE_LIMITED
from jupyterlab_ai_stream_toggle.jupyter_ai.connection import Unsaved
from jupyterlab_ai_stream_toggle.modes import Mode
from jupyterlab_ai_stream_toggle.practice.faults import FAULTS, fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.support.settings import Settings
from tests.support.subjects import performed, save, saved_subject

from .chats import Chat, said_by_check, words
from .gateway import Gateway, Reply

SILENT = ("hang", "hang-mid", "mute")  # chats are patient
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: PracticeServer) -> None:
    """Jupyter AI configured for the practice endpoint."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AZURE_API_VERSION", API_VERSION)
    save(installed_generation().config(practice.url))
    practice.pause = 0.001


MODES = (Mode.ON, Mode.OFF)


def compared(run: Run, mode: Mode) -> Any:
    """What the check says of what chat does in a mode.

    Who said that it takes no more requests is asked no second time.
    """
    first = said_by_check(run, Mode.OFF)
    limited = first is not None and first.id == RATE_LIMITED.id
    return words(first if limited else said_by_check(run, mode))


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"flaky", *SILENT}))
async def test_of_each_practice_fault(
    practice: PracticeServer, settings: Settings, fault: str
) -> None:
    in_chat = {}
    for mode in MODES:
        practice.fault = fault_named("ok")
        chat = Chat(saved_subject(), settings, mode)
        if fault != "no-mark":
            # Only who was seen to mark the ends of streams is missed one.
            assert await chat.says() is None
        practice.fault = fault_named(fault)
        in_chat[mode] = words(await chat.says())
    run = await performed(saved_subject())
    assert {mode: compared(run, mode) for mode in MODES} == in_chat


GATEWAYS = {
    "a page with 401 of a gateway": Reply(
        401, PAGE, "text/html", {"WWW-Authenticate": 'Basic realm="gateway"'}
    ),
    "nginx's page with 401": Reply(
        401,
        b"<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n"
        b"<center><h1>401 Authorization Required</h1></center>\r\n"
        b"<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n",
        "text/html",
        {"WWW-Authenticate": 'Basic realm="models"'},
    ),
    "a page with 403": Reply(403, PAGE, "text/html"),
    "a login page in place of an answer": Reply(200, PAGE, "text/html"),
    "a redirect to a login page": Reply(302, b"", "text/html", {"Location": "/login"}),
    "a page with 413": Reply(
        413,
        b"<html><head><title>413 Request Entity Too Large</title></head><body></body></html>",
        "text/html",
    ),
    "an error with 429": Reply(
        429,
        json.dumps({"error": {"message": "Rate limit reached", "code": "429"}}).encode(),
        "application/json",
        {"Retry-After": "1"},
    ),
    "text with 502": Reply(502, b"Bad Gateway", "text/plain"),
    "nothing with 404": Reply(404, b"", "text/plain"),
}


@asynccontextmanager
async def gateway(reply: Reply) -> AsyncIterator[Gateway]:
    """A gateway that says this to each request, and shows a login."""

    def answer(path: str, headers: dict[str, str], body: bytes) -> Reply:
        return Reply(200, PAGE, "text/html") if path.startswith("/login") else reply

    async with Gateway(answer) as made:
        yield made


@pytest.mark.parametrize("name", sorted(GATEWAYS))
async def test_of_what_gateways_say(settings: Settings, name: str) -> None:
    async with gateway(GATEWAYS[name]) as made:
        endpoint = Unsaved(endpoint=made.url)
        in_chat = {
            mode: words(await Chat(saved_subject(endpoint), settings, mode).says())
            for mode in MODES
        }
        run = await performed(saved_subject(endpoint))
    assert None not in in_chat.values()
    assert {mode: compared(run, mode) for mode in MODES} == in_chat


async def test_of_a_login_on_another_host(settings: Settings) -> None:
    """Chats follow a redirect that leads there. The check asks no other host."""
    async with gateway(Reply(200, PAGE, "text/html")) as login:
        away = Reply(302, b"", "text/html", {"Location": f"{login.url}/login?from=x"})
        async with gateway(away) as made:
            subject = saved_subject(Unsaved(endpoint=made.url), Mode.OFF)
            in_chat = await Chat(subject, settings, Mode.OFF).says()
            asked = len(login.asked)
            run = await performed(subject)
    assert asked > 0
    assert len(login.asked) == asked
    by_check = said_by_check(run, Mode.OFF)
    assert in_chat is not None
    assert by_check is not None
    assert (by_check.id, by_check.title) == (in_chat.id, in_chat.title)
    assert run.verdict is not None
    assert run.verdict.works is False
