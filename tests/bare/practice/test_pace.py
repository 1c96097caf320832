"""The pace: a slow stream waits for whoever has to know where it stands."""

from __future__ import annotations

from jupyterlab_ai_stream_toggle.practice import FAULTS, PracticeServer
from tests.support.leaving import asked

CHAT = "/v1/chat/completions"
ASK = {"messages": [{"role": "user", "content": "Hello"}], "stream": True}


def test_so_many_chunks_come_as_are_let_through(server: PracticeServer) -> None:
    server.fault = FAULTS["slow"]
    server.pace.hold(2)
    with asked(server.url + CHAT, ASK) as request:
        assert request.until(2, b"data: ").count(b"data: ") == 2
        server.pace.let(3)
        assert request.until(5, b"data: ").count(b"data: ") == 5
        server.pace.open()
        assert request.until(1, b"[DONE]").count(b"data: ") > 10


def test_other_answers_know_no_pace(server: PracticeServer) -> None:
    server.pace.hold()
    with asked(server.url + CHAT, ASK) as request:
        request.until(1, b"[DONE]")
    assert server.pace.kept == 0
