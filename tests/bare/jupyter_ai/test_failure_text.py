"""What the chats show of a failure."""

from __future__ import annotations

import httpx

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.exchange import Exchange
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.jupyter_ai.failure_text import chat_text, details
from jupyterlab_ai_stream_toggle.target import Target

AZURE = Target("azure", "gpt-4o", "https://contoso.example", "2024-06-01")


def test_the_details_are_folded_away() -> None:
    told = diagnose(recorded({"status": 401, "message": "No such key"}), target=AZURE)
    visible, folded = chat_text(told).split("<details>")
    assert visible == f"**{told.title}**\n\n{told.explanation}\n\n{told.hint}\n\n"
    assert "No such key" in folded
    assert details(told).splitlines() == [
        "key-rejected · before-content · HTTP 401",
        "azure · gpt-4o · https://contoso.example · api-version 2024-06-01",
        "The request was not observed. The following is what the client library reports.",
        "Client library: No such key",
    ]


def test_the_details_say_what_was_seen_and_who_says_the_rest() -> None:
    exchange = Exchange(
        request=httpx.Request("POST", "https://contoso.example/chat?key=secret"),
        redirected="https://login.example/?next=secret",
        status=401,
        body=b'{"message": "No such key: sk-1234567890abcdefghij"}',
        complete=True,
    )
    evidence = evidence_of(RuntimeError("HTTP 500, so it seems"), exchange=exchange)
    shown = details(diagnose(evidence, target=AZURE)).splitlines()
    assert shown[0] == "key-rejected · before-content · HTTP 401"
    assert shown[2:4] == [
        "Sent to: https://contoso.example/chat",
        "Redirected to: https://login.example",
    ]
    assert shown[4].startswith('Response: {"message": "No such key: ')
    assert shown[5] == "Client library: HTTP 500, so it seems"
    assert "secret" not in repr(shown)
    assert "sk-1234567890" not in repr(shown)


def test_nothing_in_the_details_is_markup() -> None:
    """Neither HTML, nor Markdown, nor a formula; and no blank line, which would end the HTML."""
    raw = "</pre></details><script>x</script>\n\n**b** `c` $d$ \\(e\\) _f_"
    folded = chat_text(diagnose(recorded({"status": 400, "message": raw}))).split("<details>")[1]
    assert folded.count("</pre>") == folded.count("</details>") == 1
    assert "<script" not in folded
    assert "\n\n" not in folded
    for mark in ("*", "`", "$", "\\", "_"):
        assert mark not in folded


def test_a_parameter_s_name_is_no_markup() -> None:
    record = {"status": 400, "body": {"error": {"message": "x", "param": "<b>*x*</b> $y$"}}}
    visible = chat_text(diagnose(recorded(record))).split("<details>")[0]
    assert "<b>" not in visible
    assert "$" not in visible
    assert visible.count("*") == 4
