"""Answers to a stream that are none: whole answers, pages, and nothing at all."""

from __future__ import annotations

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

from .replies import ASK_STREAM, CHAT, under


def test_json_answers_a_stream_with_a_whole_body(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "json")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.headers["content-type"] == "application/json"
    assert reply.json()["choices"][0]["message"]["content"].endswith(LAST_SENTENCE)


def test_json_error_is_an_error_with_a_good_status(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "json-error")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    assert list(reply.json()) == ["error"]
    assert "stream" not in reply.text.lower()


@pytest.mark.parametrize(("fault", "status"), [("gateway-page", 502), ("gateway-timeout", 504)])
def test_a_gateway_answers_with_a_page_of_its_own(
    client: httpx.Client, server: PracticeServer, fault: str, status: int
) -> None:
    under(server, fault)
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == status
    assert reply.headers["content-type"] == "text/html"
    assert str(status) in reply.text


def test_html_is_a_page(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "html")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.text.startswith("<!doctype html>")


def test_empty_has_no_event(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "empty")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.content == b""


def test_done_only_has_no_chunk(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "done-only")

    assert client.post(CHAT, json=ASK_STREAM).content == b"data: [DONE]\n\n"
