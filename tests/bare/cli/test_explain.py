"""`jupyter ai-stream explain`: pasted errors, and records by the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jupyterlab_ai_stream_toggle.cli.group import main
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.next_step import next_step
from jupyterlab_ai_stream_toggle.diagnosis.pasted import pasted
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded

RECORDS = Path(__file__).parent.parent / "diagnosis" / "failures.jsonl"
CANARY = "sk-canary0123456789abcdef0123456789abcdef"


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=given)


CHAT_LINE = """\
Error: litellm.BadRequestError: AzureException BadRequestError - Error code: 400 - \
{'error': {'message': 'No streaming here.', 'param': 'stream', 'code': None}}"""

TRACEBACK = """\
Traceback (most recent call last):
  File "chat.py", line 1, in astream
    raise self._make_status_error_from_response(err.response)
openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Bad key.'}}
"""

CHAINED = """\
Traceback (most recent call last):
  File "pool.py", line 1, in connect
httpx.ConnectError: [Errno -2] Name or service not known

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "chat.py", line 1, in astream
openai.APIConnectionError: Connection error.
"""

BODY = '{"error": {"message": "slow down", "code": "rate_limit_exceeded"}}'

PAGE = """\
HTTP/1.1 403 Forbidden

<html><title>Access denied by proxy</title></html>"""

PASTED = {
    "chat": (CHAT_LINE, ("streaming-not-supported", "plain_request")),
    "traceback": (TRACEBACK, ("key-rejected", "raise")),
    "chained": (CHAINED, ("host-not-found", "raise")),
    "body": (BODY, ("rate-limited", "raise")),
    "page": (PAGE, ("proxy-blocked", "raise")),
}


@pytest.mark.parametrize("name", PASTED)
def test_a_pasted_error_is_explained(name: str) -> None:
    text, expected = PASTED[name]
    evidence = pasted(text)
    assert (diagnose(evidence).id, next_step(evidence).value) == expected


@pytest.mark.parametrize("text", ["hello world", "出了点问题", "42", "!?"])
def test_what_is_not_known_is_said_to_be_so(text: str) -> None:
    result = run("explain", "--json", given=text)
    assert json.loads(result.output)["diagnosis"] == "unknown"
    assert result.exit_code == 1


@pytest.mark.parametrize("text", ["data: [DONE]", ": ping\n\ndata: [DONE]\n\n", "event: end\n"])
def test_a_stream_without_events_is_an_empty_answer(text: str) -> None:
    result = run("explain", "--json", given=text)
    assert (json.loads(result.output)["diagnosis"], result.exit_code) == ("empty-reply", 0)


@pytest.mark.parametrize("text", ["", "\0", "{" * 100_000, "Error: " * 50_000, "[1, 2", "\ud800"])
def test_anything_may_be_pasted(text: str) -> None:
    assert diagnose(pasted(text)).title


def test_the_command_says_what_to_do_and_hides_keys() -> None:
    done = run("explain", given=f"openai.AuthenticationError: Error code: 401 - key {CANARY}")
    assert done.exit_code == 0, done.stderr
    assert "[key-rejected]" in done.stdout
    assert CANARY not in done.stdout + done.stderr
    as_json = run("explain", "--json", "--phase", "mid-stream", given="It broke off.")
    assert json.loads(as_json.stdout)["next"] == "keep_partial"


def test_nothing_pasted_is_said() -> None:
    done = run("explain", given=" \n")
    assert done.exit_code == 1
    assert "Standard input" in done.stderr


def test_records_are_explained_as_chat_does() -> None:
    done = run("explain", "--jsonl", str(RECORDS))
    assert done.exit_code == 0, done.stderr
    records = [json.loads(line) for line in RECORDS.read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(records) > 90
    for record, answer in zip(records, answers, strict=True):
        evidence = recorded(record)
        assert answer == {
            "id": record.get("id"),
            "diagnosis": diagnose(evidence).id,
            "next": next_step(evidence).value,
        }


def test_a_bad_line_is_named_and_the_others_explained() -> None:
    lines = ['{"id": "a", "status": 401}', "{oops", "[1]", "", '{"id": "b", "status": 429}']
    done = run("explain", "--jsonl", "-", given="\n".join(lines))
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    first, second = done.stderr.splitlines()
    assert "line 2: Not JSON" in first
    assert "line 3: A JSON list" in second


def test_a_field_that_says_nothing_is_named_and_the_record_explained() -> None:
    lines = ['{"id": 1, "phase": "soon", "status": 401}', '{"id": 2, "status": "x", "headers": []}']
    done = run("explain", "--jsonl", "-", given="\n".join(lines))
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    first, second, third = done.stderr.splitlines()
    assert "line 1: phase is 'soon', not one of on_request, " in first
    assert "line 2: status is 'x'" in second
    assert "line 2: headers is []" in third


def test_a_phase_is_not_for_records() -> None:
    done = run("explain", "--jsonl", "-", "--phase", "mid-stream", given="{}")
    assert done.exit_code == 2
    assert "each line has its own" in done.stderr
