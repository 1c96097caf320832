"""What Jupyternaut's model is sent after a turn that did not end well."""

from __future__ import annotations

import asyncio
import json
import shlex
import sys
from typing import Any

import pytest

from tests.e2e.chat import conversation
from tests.e2e.server import Server
from tests.e2e.test_chat import PROMPT, WHOLE
from tests.e2e.test_stop import arrived, last_sent

SAID_BEFORE_TOOL = "The practice endpoint calls the tool bash."
QUESTION = "Does it fail?"


@pytest.mark.parametrize("mode", ["on", "off", "auto"])
async def test_a_question_that_failed_is_asked_once(fresh: Server, mode: str) -> None:
    fresh.set_mode(mode, fresh.deployment)
    async with conversation(fresh) as talk:
        assert (await talk(PROMPT)).text == WHOLE
        for _ in range(2):
            fresh.set_fault("down")
            assert (await talk(QUESTION)).error
            assert last_sent(fresh)[-1] == ("user", QUESTION)
        fresh.set_fault("ok")
        assert QUESTION in (await talk(QUESTION)).text
        assert last_sent(fresh)[-3:] == [("user", PROMPT), ("assistant", WHOLE), ("user", QUESTION)]


async def test_what_came_before_a_stream_broke_is_remembered(fresh: Server) -> None:
    fresh.set_mode("on", fresh.deployment)
    fresh.set_fault("cut")
    async with conversation(fresh) as talk:
        seen = await talk(QUESTION)
        assert seen.text
        fresh.set_fault("ok")
        await talk(PROMPT)
        assert last_sent(fresh)[-3:] == [
            ("user", QUESTION),
            ("assistant", seen.text.strip()),
            ("user", PROMPT),
        ]


@pytest.mark.parametrize("mode", ["on", "off"])
async def test_a_tool_that_was_stopped_has_a_result(fresh: Server, mode: str) -> None:
    fresh.set_mode(mode, fresh.deployment)
    done = fresh.place.root / f"done-{fresh.deployment}"
    try:
        async with conversation(fresh) as talk:
            # It tells the endpoint that it runs, and ends when the test does.
            call = f"import urllib.request as r; r.urlopen('{fresh.practice.openai_url}/models')"
            wait = f"import os, time\nwhile not os.path.exists('{done}'): time.sleep(0.1)"
            reply = asyncio.ensure_future(talk(tool(f"{call}\n{wait}")))
            await arrived(fresh, 2)
            await talk.stop()
            assert (await reply).text == SAID_BEFORE_TOOL

            fresh.set_fault("ok")
            assert (await talk(PROMPT)).text == WHOLE
            sent = last_sent(fresh)[-5:]
            assert [role for role, _ in sent] == ["user", "assistant", "tool", "assistant", "user"]
            assert "interrupted" in sent[2][1]
            assert calls_have_results(fresh)
    finally:
        done.touch()


async def test_a_tool_that_ran_is_remembered_though_the_answer_failed(fresh: Server) -> None:
    fresh.set_mode("on", fresh.deployment)
    async with conversation(fresh) as talk:
        change = json.dumps({"fault": "down"})
        code = (
            "import urllib.request as r; r.urlopen(r.Request("
            f"'{fresh.practice.url}/practice/fault', data=rb'''{change}''', method='PUT')); "
            "print('it ran')"
        )
        assert (await talk(tool(code))).text == SAID_BEFORE_TOOL
        fresh.set_fault("ok")
        assert (await talk(PROMPT)).text == WHOLE
        sent = last_sent(fresh)[-5:]
        assert [role for role, _ in sent] == ["user", "assistant", "tool", "assistant", "user"]
        assert sent[2][1] == "it ran"
        assert calls_have_results(fresh)


def tool(code: str) -> str:
    """The prompt that makes the model run a Python program."""
    command = shlex.join([sys.executable, "-c", code])
    return f"practice:tool bash {json.dumps({'command': command})}"


def calls_have_results(made: Server) -> bool:
    messages: list[dict[str, Any]] = made.practice.journal.entries()[-1].body["messages"]
    calls = [call["id"] for each in messages for call in each.get("tool_calls") or ()]
    results = [each["tool_call_id"] for each in messages if each["role"] == "tool"]
    return bool(calls) and calls == results
