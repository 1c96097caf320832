"""Streams that are complete, though some do not look it, and some take their time."""

from __future__ import annotations

import json

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

from .replies import ASK, ASK_STREAM, CHAT, chunks, payloads, text_of, under


def test_ok_streams_the_text_of_the_plain_reply_in_many_chunks(client: httpx.Client) -> None:
    streamed = client.post(CHAT, json=ASK_STREAM)
    plain = client.post(CHAT, json=ASK).json()

    assert streamed.status_code == 200
    assert streamed.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert payloads(streamed)[-1] == "[DONE]"
    parts = chunks(streamed)
    assert len(parts) > 10
    assert text_of(parts) == plain["choices"][0]["message"]["content"]
    assert text_of(parts).endswith(LAST_SENTENCE)
    assert parts[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert parts[-1]["choices"][0]["finish_reason"] == "stop"
    assert {part["id"] for part in parts} == {parts[0]["id"]}
    assert plain["choices"][0]["finish_reason"] == "stop"


def test_usage_ends_a_stream_only_when_asked_for(client: httpx.Client) -> None:
    without = chunks(client.post(CHAT, json=ASK_STREAM))
    options = {"stream_options": {"include_usage": True}}
    with_usage = chunks(client.post(CHAT, json={**ASK_STREAM, **options}))
    plain = client.post(CHAT, json=ASK).json()

    assert not any("usage" in part for part in without)
    assert with_usage[-1]["choices"] == []
    assert with_usage[-1]["usage"] == plain["usage"]
    assert all(part["usage"] is None for part in with_usage[:-1])


def test_burst_holds_everything_back(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "burst")
    with client.stream("POST", CHAT, json=ASK_STREAM) as reply:
        first = next(reply.iter_raw())

    assert first.count(b"data: ") > 10
    assert first.endswith(b"data: [DONE]\n\n")
    assert server.pace.kept == pytest.approx(server.pause * first.count(b"data: "))


def test_no_finish_is_complete_and_gives_no_reason(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "no-finish")
    reply = client.post(CHAT, json={**ASK_STREAM, "stream_options": {"include_usage": True}})
    parts = chunks(reply)

    assert payloads(reply)[-1] == "[DONE]"
    assert text_of(parts).endswith(LAST_SENTENCE)
    assert not [part for part in parts for choice in part["choices"] if choice["finish_reason"]]
    assert parts[-1]["usage"]


def test_no_mark_is_complete_and_ends_like_a_cut(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "no-mark")
    reply = client.post(CHAT, json={**ASK_STREAM, "stream_options": {"include_usage": True}})
    parts = chunks(reply)

    assert text_of(parts).endswith(LAST_SENTENCE)
    assert "[DONE]" not in payloads(reply)
    assert not any(part.get("usage") for part in parts)
    assert not [part for part in parts for choice in part["choices"] if choice["finish_reason"]]


def test_mistyped_is_a_stream_by_all_but_its_name(
    client: httpx.Client, server: PracticeServer
) -> None:
    good = client.post(CHAT, json=ASK_STREAM)
    under(server, "mistyped")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.headers["content-type"] == "application/json"
    assert text_of(chunks(reply)) == text_of(chunks(good))


def test_json_lines_are_the_events_alone(client: httpx.Client, server: PracticeServer) -> None:
    good = client.post(CHAT, json=ASK_STREAM)
    under(server, "json-lines")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert text_of([json.loads(line) for line in reply.text.splitlines()]) == text_of(chunks(good))


def test_slow_pauses_before_each_chunk(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "slow")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert text_of(chunks(reply)).endswith(LAST_SENTENCE)
    assert server.pace.kept == pytest.approx(server.pause * len(payloads(reply)))
