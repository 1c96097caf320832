"""What each fault puts on the wire."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer, Scope
from jupyterlab_ai_stream_toggle.practice.answer import LAST_SENTENCE
from jupyterlab_ai_stream_toggle.practice.faults import CUT_AFTER
from tests.support.leaving import asked

CHAT = "/v1/chat/completions"
ASK: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
ASK_STREAM = {**ASK, "stream": True}


def payloads(reply: httpx.Response) -> list[str]:
    """The data of each event, with the framing checked on the way."""
    text = reply.content.decode()
    assert not text or text.endswith("\n\n")
    events = text.split("\n\n")[:-1]
    assert all(event.startswith("data: ") for event in events)
    return [event.removeprefix("data: ") for event in events]


def chunks(reply: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(payload) for payload in payloads(reply) if payload != "[DONE]"]


def text_of(parts: list[dict[str, Any]]) -> str:
    choices = [choice for part in parts for choice in part["choices"]]
    return "".join(choice["delta"].get("content", "") for choice in choices)


def under(server: PracticeServer, fault: str) -> None:
    server.fault = FAULTS[fault]


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


def test_no_stream_options_streams_without_them(
    client: httpx.Client, server: PracticeServer
) -> None:
    under(server, "no-stream-options")
    refused = client.post(CHAT, json={**ASK_STREAM, "stream_options": {"include_usage": True}})

    assert refused.status_code == 400
    assert "stream_options" in refused.json()["error"]["message"]
    assert text_of(chunks(client.post(CHAT, json=ASK_STREAM))).endswith(LAST_SENTENCE)


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


def test_stream_only_refuses_plain_requests(client: httpx.Client, server: PracticeServer) -> None:
    under(server, "stream-only")
    plain = client.post(CHAT, json=ASK)

    assert plain.status_code == 400
    assert "only supports stream mode" in plain.json()["error"]["message"]
    assert text_of(chunks(client.post(CHAT, json=ASK_STREAM))).endswith(LAST_SENTENCE)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("unauthorized", 401),
        ("rate-limited", 429),
        ("not-found", 404),
        ("content-filter", 400),
        ("down", 500),
    ],
)
def test_some_faults_act_on_every_request(
    client: httpx.Client, server: PracticeServer, fault: str, status: int
) -> None:
    under(server, fault)
    replies = [
        client.post(CHAT, json=ASK_STREAM),
        client.post(CHAT, json=ASK),
        client.get("/v1/models"),
    ]

    assert [reply.status_code for reply in replies] == [status] * 3
    assert ("retry-after" in replies[0].headers) == (fault == "rate-limited")


@pytest.mark.parametrize(
    "fault", [name for name, fault in FAULTS.items() if fault.scope is Scope.STREAM]
)
def test_stream_faults_leave_plain_requests_alone(
    client: httpx.Client, server: PracticeServer, fault: str
) -> None:
    under(server, fault)
    reply = client.post(CHAT, json=ASK)

    assert reply.status_code == 200
    assert reply.json()["choices"][0]["message"]["content"].endswith(LAST_SENTENCE)


def test_every_fault_says_what_it_means() -> None:
    for name, fault in FAULTS.items():
        assert fault.name == name
        assert name == name.lower().replace("_", "-")
        assert fault.meaning.endswith(".")
