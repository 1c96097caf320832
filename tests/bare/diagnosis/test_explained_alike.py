"""Chat and `explain` judge the same failure the same way, whatever of it is pasted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import next_step
from jupyterlab_ai_stream_toggle.diagnosis.pasted import pasted
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.jupyter_ai.failure_text import details

from .records import OWN, RECORDS

Record = Mapping[str, Any]
Judgement = tuple[str, str]


def _named() -> Iterator[tuple[str, Record]]:
    """Each record, by the cause that it is of and a number."""
    numbers: Counter[str] = Counter()
    for cause, phase, status, body, exception, message in RECORDS:
        numbers[cause] += 1
        words = message
        if not words and body is not None:
            words = f"Error code: {status} - {body}" if status else json.dumps(body)
        yield (
            f"{cause} {numbers[cause]}",
            {
                "phase": phase,
                "status": status,
                "body": body,
                "exception": f"some.package.{exception}" if exception else None,
                "message": words,
            },
        )


EVERY: dict[str, Record] = {
    **{f"line {number}": record for number, record in enumerate(OWN, 1)},
    **dict(_named()),
}
RAISED = {name: record for name, record in EVERY.items() if record.get("exception")}


class Response:
    """As much of an HTTP response as client libraries hang on their exceptions."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        self.status_code = status
        self.headers = headers


def raised(record: Record) -> Any:
    """The exception of the client library that the record tells of."""
    module, _, name = str(record["exception"]).rpartition(".")
    attributes: dict[str, Any] = {"__module__": module or "builtins"}
    error: Any = type(name, (Exception,), attributes)(str(record.get("message") or ""))
    status, body = record.get("status"), record.get("body")
    if module.startswith("litellm"):
        error.status_code = status or 500
        return error
    if isinstance(body, dict):
        error.body = body.get("error", body)
    elif isinstance(body, str) and body.startswith("data: {"):
        error.body = json.loads(body.removeprefix("data: "))["error"]
    elif status and body is not None:
        error.body = body
    if status and status >= 400:
        error.status_code = status
        error.response = Response(status, record.get("headers") or {})
    return error


def judged(facts: FailureEvidence) -> Judgement:
    return diagnose(facts).id, next_step(facts).value


def as_chat_sees_it(record: Record) -> FailureEvidence:
    return evidence_of(raised(record), recorded(record).phase)


def traceback(record: Record) -> str:
    frames = '  File "/lib/streaming.py", line 3, in stream\n    raise X("no streaming")\n'
    line = f"{record['exception']}: {record.get('message') or ''}".rstrip(": ")
    return f"Traceback (most recent call last):\n{frames}{line}"


def last_line(record: Record) -> str:
    """What Jupyter AI 3 shows by itself: words without the class that they stand in."""
    return f"Error: {record.get('message') or ''}"


def answer(record: Record) -> str:
    """As a command line that asks for headers too shows an answer."""
    body = record["body"]
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    kind = "text/html" if text.startswith("<") else "application/json"
    return f"HTTP/1.1 {record['status']} X\nContent-Type: {kind}\n\n{text}"


def copied(record: Record) -> str:
    """The details that we show in the chat."""
    return details(diagnose(as_chat_sees_it(record)))


def whole_message(record: Record) -> str:
    """Our message in the chat, as it is read."""
    told = diagnose(as_chat_sees_it(record))
    words = (told.title, told.explanation, told.hint, "Details")
    return "\n\n".join([*words, details(told)])


def from_the_browser(record: Record) -> str:
    """The details that the banner's button copies."""
    told = diagnose(as_chat_sees_it(record))
    lines = [told.title, f"{told.explanation} {told.hint}", "", f"Failure: {told.id}"]
    if told.facts.status:
        lines.append(f"HTTP status: {told.facts.status}")
    return "\n".join([*lines, "", told.facts.raw])


_CLASS = "only the class of the exception says it, and these words stand there without it"
_STATUS = "only the status says it, and these words have none"
_BODY = "the words are those of the client library, which leave out the answer"
# What chat has, and nobody could see in the words: nothing can be made of it.
_IN_NEITHER = {
    "rate-limited 6": _STATUS,
    "line 209": _BODY,
    **dict.fromkeys(["line 261", "line 262", "line 263"], _STATUS),
}
_DETAILS = {"line 209": _BODY}
BY_NATURE: dict[str, dict[str, str]] = {
    "traceback": _IN_NEITHER,
    "last_line": {
        **_IN_NEITHER,
        **dict.fromkeys(
            [
                "connection-refused 3",
                "context-too-long 4",
                "proxy-blocked 2",
                "reply-malformed 1",
                "reply-malformed 2",
                "reply-malformed 4",
                "stream-interrupted 3",
                "line 48",
                "line 260",
                "line 269",
                "line 270",
                "line 271",
                "line 272",
            ],
            _CLASS,
        ),
        "line 265": _STATUS,
    },
}


@pytest.mark.parametrize("name", RAISED)
def test_a_record_is_judged_as_its_exception(name: str) -> None:
    record = RAISED[name]
    assert judged(recorded(record)) == judged(as_chat_sees_it(record))


@pytest.mark.parametrize("form", [traceback, last_line], ids=lambda form: str(form.__name__))
@pytest.mark.parametrize("name", RAISED)
def test_words_are_judged_as_the_exception(name: str, form: Any) -> None:
    facts = as_chat_sees_it(RAISED[name])
    same = judged(pasted(form(RAISED[name]), facts.phase)) == judged(facts)
    assert same is (name not in BY_NATURE[form.__name__])


@pytest.mark.parametrize(
    "name",
    [name for name, each in EVERY.items() if (each.get("status") or 0) >= 400 and each.get("body")],
)
def test_an_answer_is_judged_as_its_record(name: str) -> None:
    record = {**EVERY[name], "exception": None, "message": ""}
    facts = recorded(record)
    assert judged(pasted(answer(record), facts.phase)) == judged(facts)


@pytest.mark.parametrize("form", [copied, whole_message], ids=lambda form: str(form.__name__))
@pytest.mark.parametrize("name", RAISED)
def test_our_own_details_say_what_chat_said(name: str, form: Any) -> None:
    """They hold the phase, too."""
    told = judged(as_chat_sees_it(RAISED[name]))
    assert (judged(pasted(form(RAISED[name]))) == told) is (name not in _DETAILS)


@pytest.mark.parametrize("name", RAISED)
def test_so_do_those_that_the_browser_copies(name: str) -> None:
    facts = as_chat_sees_it(RAISED[name])
    same = judged(pasted(from_the_browser(RAISED[name]), facts.phase)) == judged(facts)
    assert same is (name not in _DETAILS)
