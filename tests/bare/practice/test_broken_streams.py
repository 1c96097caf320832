"""Streams that end without an answer or in the midst of it, or never."""

from __future__ import annotations

import json

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE
from jupyterlab_ai_stream_toggle.practice.faults import CUT_AFTER
from tests.support.leaving import asked

from .replies import ASK_STREAM, CHAT, chunks, payloads, text_of, under


def test_cut_breaks_the_connection(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "cut")
    parts: list[bytes] = []
    with (
        client.stream("POST", CHAT, json=ASK_STREAM) as reply,
        pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"),
    ):
        parts.extend(reply.iter_raw())

    assert b"".join(parts).count(b"data: ") == 1 + CUT_AFTER  # the role, then content
    # It was the server that left, not the client.
    [entry] = server.journal.entries()
    assert (entry.finished, entry.client_gone) == (True, False)


def test_cut_clean_looks_like_an_end(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "cut-clean")
    reply = client.post(CHAT, json=ASK_STREAM)
    parts = chunks(reply)

    assert "[DONE]" not in payloads(reply)
    assert all(part["choices"][0]["finish_reason"] is None for part in parts)
    assert text_of(parts).startswith("You said:")
    assert LAST_SENTENCE not in text_of(parts)


def test_error_frame_comes_before_any_content(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "error-frame")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 200
    [event] = payloads(reply)
    assert json.loads(event)["error"]["type"] == "server_error"


def test_error_frame_refusal_speaks_of_streaming(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "error-frame-refusal")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 200
    [event] = payloads(reply)
    assert "Streaming" in json.loads(event)["error"]["message"]


def test_error_late_comes_after_some_content(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "error-late")
    *parts, last = chunks(client.post(CHAT, json=ASK_STREAM))

    assert len(parts) == 1 + CUT_AFTER  # the role, then content
    assert text_of(parts).startswith("You said:")
    assert last["error"]["type"] == "server_error"


def test_hang_sends_nothing_until_the_client_leaves(server: PracticeServer) -> None:
    under(server, "hang")
    with asked(server.url + CHAT, ASK_STREAM):
        server.journal.wait_for(lambda seen: len(seen) == 1)

    [entry] = server.journal.wait_for(lambda seen: seen[-1].finished)
    assert (entry.status, entry.chunks, entry.client_gone) == (None, 0, True)


def test_hang_mid_falls_silent_after_some_content(server: PracticeServer) -> None:
    under(server, "hang-mid")
    with asked(server.url + CHAT, ASK_STREAM) as request:
        request.until(1 + CUT_AFTER, b"data: ")

    [entry] = server.journal.wait_for(lambda seen: seen[-1].finished)
    assert (entry.status, entry.chunks, entry.client_gone) == (200, 1 + CUT_AFTER, True)
