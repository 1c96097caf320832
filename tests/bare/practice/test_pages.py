"""Web pages may ask the endpoint where that was asked for (CORS)."""

from __future__ import annotations

import httpx
import pytest

from jupyterlab_ai_stream_toggle.practice import PracticeServer, PracticeThread

CHAT = "/v1/chat/completions"
STREAM = {"messages": [{"role": "user", "content": "Hello"}], "stream": True}
ORIGIN = {"Origin": "http://127.0.0.1:1"}
ALLOWED = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("fault", ["ok", "refuse-400"])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", CHAT), ("GET", "/v1/models"), ("POST", "/nowhere")]
)
def test_each_answer_says_so(fault: str, method: str, path: str) -> None:
    with (
        PracticeThread(PracticeServer(fault, pages=True)) as server,
        httpx.Client(base_url=server.url, trust_env=False, headers=ORIGIN) as client,
    ):
        asked = client.options(path)
        answered = client.request(method, path, json=STREAM)
        seen = server.journal.entries()

    assert (asked.status_code, asked.content) == (204, b"")
    assert "authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert [each.headers[ALLOWED] for each in (asked, answered)] == ["*", "*"]
    # What the browser asked by itself is no request of the page's.
    assert [each.method for each in seen] == [method]


def test_by_itself_it_does_not(client: httpx.Client, server: PracticeServer) -> None:
    assert ALLOWED not in client.post(CHAT, json=STREAM, headers=ORIGIN).headers
    assert ALLOWED not in client.options(CHAT, headers=ORIGIN).headers
