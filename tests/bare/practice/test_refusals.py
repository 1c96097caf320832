"""Endpoints that refuse streams, or refuse everything but streams."""

from __future__ import annotations

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE

from .replies import ASK, ASK_STREAM, CHAT, chunks, text_of, under


def test_refuse_400_names_the_parameter(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "refuse-400")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 400
    assert reply.json()["error"]["param"] == "stream"
    assert reply.json()["error"]["code"] == "unsupported_value"


def test_refuse_500_gives_no_reason(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "refuse-500")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert (reply.status_code, reply.text) == (500, "Internal Server Error")


def test_flaky_fails_once_each_time_it_is_chosen(
    client: httpx.Client, server: PracticeServer
) -> None:
    for _ in range(2):
        under(server, "flaky")
        statuses = [client.post(CHAT, json=ASK_STREAM).status_code for _ in range(3)]
        assert statuses == [500, 200, 200]


def test_what_flaky_does_not_act_on_does_not_use_it_up(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "flaky")
    assert client.post(CHAT, json=ASK).status_code == 200

    assert client.post(CHAT, json=ASK_STREAM).status_code == 500


def test_refuse_403_is_a_matter_of_permission(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "refuse-403")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 403
    assert "not permitted" in reply.json()["error"]["message"]


def test_refuse_nested_names_the_field_by_its_place(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "refuse-nested")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 422
    assert [problem["loc"] for problem in reply.json()["detail"]] == [["body", "stream"]]


def test_refuse_foreign_is_plain_text_in_another_language(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "refuse-foreign")
    reply = client.post(CHAT, json=ASK_STREAM)

    assert reply.status_code == 400
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert "nicht" in reply.text


def test_refuse_packed_hides_the_refusal_in_a_text(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "refuse-packed")
    told = client.post(CHAT, json=ASK_STREAM).json()["error"]

    assert told["param"] is None
    assert "'param': 'stream'" in told["message"]


@pytest.mark.parametrize(("tools", "status"), [([], 200), ([{"type": "function"}], 400)])
def test_no_stream_tools_looks_at_the_tools_on_offer(
    client: httpx.Client, server: PracticeServer, tools: list[object], status: int
) -> None:
    under(server, "no-stream-tools")

    assert client.post(CHAT, json={**ASK_STREAM, "tools": tools}).status_code == status
    assert client.post(CHAT, json={**ASK, "tools": tools}).status_code == 200


def test_no_stream_options_streams_without_them(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "no-stream-options")
    refused = client.post(CHAT, json={**ASK_STREAM, "stream_options": {"include_usage": True}})

    assert refused.status_code == 400
    assert "stream_options" in refused.json()["error"]["message"]
    assert text_of(chunks(client.post(CHAT, json=ASK_STREAM))).endswith(LAST_SENTENCE)


def test_stream_only_refuses_plain_requests(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "stream-only")
    plain = client.post(CHAT, json=ASK)

    assert plain.status_code == 400
    assert "only supports stream mode" in plain.json()["error"]["message"]
    assert text_of(chunks(client.post(CHAT, json=ASK_STREAM))).endswith(LAST_SENTENCE)
