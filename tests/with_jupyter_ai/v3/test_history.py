"""What Jupyternaut remembers of turns that were never finished, in a real LangGraph agent."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver

from jupyterlab_ai_stream_toggle.jupyter_ai.v3.history import mend, mended_messages
from jupyterlab_ai_stream_toggle.jupyter_ai.v3.run import AgentRun
from jupyterlab_ai_stream_toggle.practice.faults import fault_named
from jupyterlab_ai_stream_toggle.practice.server import PracticeServer
from tests.with_jupyter_ai.models.governed_models import CHAT_CLASSES, chat_model

THREAD = "chat"
pytestmark = pytest.mark.filterwarnings("ignore:The v3 streaming protocol")


def calling(*ids: str) -> AIMessage:
    """The model's wish to run tools."""
    return AIMessage(
        "I look.", tool_calls=[{"name": "look", "args": {}, "id": each} for each in ids]
    )


def result(call: str) -> ToolMessage:
    return ToolMessage("found", tool_call_id=call, name="look")


ASKED, ASKED_AGAIN = HumanMessage("a"), HumanMessage("b")
ANSWERED = AIMessage("yes")
RULES = SystemMessage("be kind")
NO_RESULT = "The tool was interrupted; there is no result."
NO_ANSWER = "(The answer was interrupted.)"

CASES = {
    # messages, results, text of the last reply, what becomes of them
    "a question without an answer": ([ASKED], {}, "", []),
    "several of them": ([ASKED, ASKED_AGAIN], {}, "", []),
    "one in the middle": ([ASKED, ASKED_AGAIN, ANSWERED], {}, "", ["b", "yes"]),
    "part of an answer": ([ASKED, ANSWERED, ASKED_AGAIN], {}, "par", ["a", "yes", "b", "par"]),
    "a tool call": ([ASKED, calling("1")], {}, "I look.", ["a", "I look.", NO_RESULT, NO_ANSWER]),
    "two, one of which ended": (
        [ASKED, calling("1", "2")],
        {"2": result("2")},
        "I look.",
        ["a", "I look.", NO_RESULT, "found", NO_ANSWER],
    ),
    "a tool call of long ago": (
        [ASKED, calling("1"), ASKED_AGAIN],
        {},
        "",
        ["a", "I look.", NO_RESULT, NO_ANSWER],
    ),
    "an answer after a tool": (
        [ASKED, calling("1"), result("1")],
        {},
        "par",
        ["a", "I look.", "found", "par"],
    ),
    "no answer after a tool": (
        [ASKED, calling("1"), result("1")],
        {},
        "I look.",
        ["a", "I look.", "found", NO_ANSWER],
    ),
    "words in blocks": (
        [ASKED, AIMessage([{"type": "text", "text": "yes"}]), ASKED_AGAIN],
        {},
        "",
        ["a", "yes"],
    ),
    "what stands before all questions": ([RULES, ANSWERED, ASKED], {}, "", ["be kind", "yes"]),
    "nothing": ([], {}, "", []),
}


@pytest.mark.parametrize("case", CASES)
def test_every_turn_that_stays_has_an_end(case: str) -> None:
    messages, results, said, expected = CASES[case]
    mended = list(mended_messages(messages, results, said))
    assert [each.text for each in mended] == expected
    kept = [each for each in mended if each in messages]
    assert kept == [each for each in messages if each in kept], "in the same order"


class Chat:
    """A conversation with an agent as Jupyternaut makes it."""

    def __init__(self, practice: PracticeServer, saver: Any) -> None:
        self.practice = practice
        self.tool_began = asyncio.Event()
        self.tool_ended = asyncio.Event()
        self.agent: Any = create_agent(
            chat_model(CHAT_CLASSES["openai"], "openai", practice, max_retries=0),
            tools=[self.look, self.wait],
            checkpointer=saver,
        )
        self.run = AgentRun(self.agent)

    async def look(self) -> str:
        """Look it up."""
        self.tool_ended.set()
        return "found"

    async def wait(self) -> str:
        """Wait for ever."""
        self.tool_began.set()
        await asyncio.Event().wait()
        return "never"

    async def ask(self, text: str) -> None:
        stream = await self.agent.astream_events(
            {"messages": [{"role": "user", "content": text}]},
            {"configurable": {"thread_id": THREAD, "username": "u"}},
            version="v3",
        )
        async for _ in stream:
            pass

    async def stop(self, work: Coroutine[Any, Any, Any], *moment: Awaitable[Any]) -> None:
        """Cancel the work once all of the moment has come."""
        working = asyncio.ensure_future(work)
        await asyncio.gather(*moment)
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
        await self.run.end()

    async def remembered(self) -> list[tuple[str, str]]:
        state = await self.agent.aget_state({"configurable": {"thread_id": THREAD}})
        assert not state.next, "nothing is left to be done"
        return [(each.type, each.text) for each in state.values.get("messages", [])]


Opens = Callable[[], AbstractAsyncContextManager[Chat]]


# Jupyternaut's memory is on disk where this package is installed: in the environment `v3`.
SQLITE = importlib.util.find_spec("langgraph.checkpoint.sqlite") is not None


@pytest.fixture(params=["memory", "sqlite"] if SQLITE else ["memory"])
def opened(request: pytest.FixtureRequest, practice: PracticeServer, tmp_path: Path) -> Opens:
    """A chat with each kind of memory that Jupyternaut may have."""

    @asynccontextmanager
    async def opens() -> AsyncIterator[Chat]:
        if request.param == "memory":
            yield Chat(practice, InMemorySaver())
            return
        sqlite = importlib.import_module("langgraph.checkpoint.sqlite.aio")
        async with sqlite.AsyncSqliteSaver.from_conn_string(str(tmp_path / "m.sqlite")) as saver:
            yield Chat(practice, saver)

    return opens


async def test_an_agent_is_not_kept_by_its_run(practice: PracticeServer) -> None:
    chat = Chat(practice, InMemorySaver())
    await chat.agent.astream({"messages": []}, {"configurable": {"thread_id": THREAD}}).aclose()
    run, agent = chat.run, weakref.ref(chat.agent)
    del chat
    gc.collect()
    assert agent() is None, "it has the conversation, the model and all tools"
    await run.end()


async def test_a_finished_turn_is_left_alone(opened: Opens) -> None:
    async with opened() as chat:
        await chat.ask("practice:chunks 2")
        before = await chat.remembered()
        await mend(chat.agent, THREAD, "1 2")
        assert await chat.remembered() == before == [("human", "practice:chunks 2"), ("ai", "1 2")]


async def test_an_unknown_thread_is_left_alone(opened: Opens) -> None:
    async with opened() as chat:
        await mend(chat.agent, THREAD, "")
        assert await chat.remembered() == []


@pytest.mark.parametrize("first", [True, False])
async def test_a_failed_question_is_forgotten(opened: Opens, first: bool) -> None:
    async with opened() as chat:
        before = [] if first else [("human", "practice:chunks 2"), ("ai", "1 2")]
        if not first:
            await chat.ask("practice:chunks 2")
        chat.practice.fault = fault_named("unauthorized")
        with pytest.raises(Exception, match="Incorrect API key"):
            await chat.ask("why?")
        await mend(chat.agent, THREAD, "")
        assert await chat.remembered() == before
        chat.practice.fault = fault_named("ok")
        await chat.ask("practice:chunks 1")
        assert await chat.remembered() == [*before, ("human", "practice:chunks 1"), ("ai", "1")]


async def test_a_stopped_answer_is_remembered_as_far_as_it_came(opened: Opens) -> None:
    async with opened() as chat:
        chat.practice.fault = fault_named("hang")
        journal = chat.practice.journal
        await chat.stop(chat.ask("why?"), asyncio.to_thread(journal.wait_for, bool))
        await mend(chat.agent, THREAD, "Because")
        await mend(chat.agent, THREAD, "Because")
        assert await chat.remembered() == [("human", "why?"), ("ai", "Because")]


async def test_a_stopped_tool_has_a_result(opened: Opens) -> None:
    async with opened() as chat:
        await chat.stop(chat.ask("practice:tool wait {}"), chat.tool_began.wait())
        await mend(chat.agent, THREAD, "")
        (_, question), *others = await chat.remembered()
        assert question == "practice:tool wait {}"
        assert [kind for kind, _ in others] == ["ai", "tool", "ai"]
        assert [text for _, text in others[1:]] == [NO_RESULT, NO_ANSWER]
        await chat.ask("practice:chunks 1")
        assert (await chat.remembered())[-1] == ("ai", "1")


async def test_a_tool_that_ended_beside_a_stopped_one_keeps_its_result(opened: Opens) -> None:
    async with opened() as chat:
        thread = {"configurable": {"thread_id": THREAD}}
        calls: Any = [{"name": name, "args": {}, "id": name} for name in ("wait", "look")]
        asked = {"messages": [ASKED, AIMessage("I look.", tool_calls=calls)]}
        await chat.agent.aupdate_state(thread, asked, as_node="model")
        began, ended = chat.tool_began.wait(), chat.tool_ended.wait()
        await chat.stop(chat.agent.ainvoke(None, thread), began, ended)
        await mend(chat.agent, THREAD, "")
        (_, asked_), (_, wish), *results, (_, end) = await chat.remembered()
        assert (asked_, wish, end) == ("a", "I look.", NO_ANSWER)
        assert sorted(results) == [("tool", NO_RESULT), ("tool", "found")]
